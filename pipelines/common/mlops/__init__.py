"""What the steps of all pipelines share: Azure by plain REST calls, the run that they log to, files, bad input."""
