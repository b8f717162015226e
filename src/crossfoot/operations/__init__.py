"""What a person asks for, one file for each verb: the only place where the zones are put together."""
