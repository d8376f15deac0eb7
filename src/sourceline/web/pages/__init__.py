"""One file per page: `show` asks the record and gives a frozen type, which the template of the
same name draws and which `?format=json` gives as it is.
"""
