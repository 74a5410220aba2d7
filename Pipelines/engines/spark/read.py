#!/usr/bin/env python3
"""Documents read by the executors of Spark: `spark-submit --py-files ../serving.py read.py INPUTS TABLE [PARTITIONS]`.

INPUTS is a folder, one of object storage, or a file with a path a line. TABLE becomes Parquet, partitioned by outcome: a row a document with its
answer, refused and failed ones among them (the quarantine is `outcome=failed` and `outcome=refused`). `lines` holds each row as a line for
`foja merge --records`; `read.py --lines TABLE RECORDS` writes them. A task whose executor dies is run again by another.
"""
import json
import sys

from pyspark.sql import SparkSession

SCHEMA = "id string, outcome string, code string, message string, pages int, findings int, sha256 string, line string"


def read(frames):
    import pandas
    from serving import Reader

    with Reader() as reader:
        for frame in frames:
            rows = []
            for path, id in zip(frame["path"], frame["id"]):
                answer = reader.read(path, id)
                rows.append([answer.get(name) for name in ("id", "outcome", "code", "message", "pages", "findings", "sha256")] + [json.dumps(answer)])
            yield pandas.DataFrame(rows, columns=[field.split()[0] for field in SCHEMA.split(", ")])


def main(inputs, table, partitions=8):
    from serving import listed

    spark = SparkSession.builder.appName("foja").getOrCreate()
    # A list of paths, not binaryFiles: that puts small files into one partition.
    documents = spark.createDataFrame(listed(inputs), "path string, id string").repartition(int(partitions))
    documents.mapInPandas(read, SCHEMA).write.mode("overwrite").partitionBy("outcome").parquet(table)
    spark.read.parquet(table).groupBy("outcome", "code").count().orderBy("outcome", "code").show()
    spark.stop()


def lines(table, records):
    spark = SparkSession.builder.appName("foja-lines").getOrCreate()
    spark.read.parquet(table).select("line").write.mode("overwrite").text(records)
    spark.stop()


if __name__ == "__main__":
    lines(*sys.argv[2:]) if sys.argv[1] == "--lines" else main(*sys.argv[1:])
