"""Quality on gold data: one file a room, each with `measure(data)`; floors that only rise."""
