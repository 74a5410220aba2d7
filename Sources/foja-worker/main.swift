print("foja-worker")
