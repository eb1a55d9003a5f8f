"""What the image does besides scoring, from inside the network that it runs in: `python -m inside VERB`."""
