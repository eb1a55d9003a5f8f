"""What entry scripts and the server use of inference-schema, for the exchanges that were recorded with it.

The package itself is not in Debian. Conversion of the input and the descriptions are done here for arrays only.
"""
