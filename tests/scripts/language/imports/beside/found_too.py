name = "beside, too"
# nontest
