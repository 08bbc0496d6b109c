name = "beside"
# nontest
