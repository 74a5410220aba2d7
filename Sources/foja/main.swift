print("foja")
