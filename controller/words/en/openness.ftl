### What the service tells people and programs that watch over it.

health-starting = The service is starting.
health-database-away = The database cannot be read.
health-broker-away = The MQTT broker is not joined.
health-clockwork-stopped = The alarm clock has stopped: nothing is woken in time. Restart the service.
health-inbox-stuck = What devices said cannot be written into the database yet; nothing is lost, it is tried again.
health-disk-full = The disk with the data is nearly full.
health-data-folder-locked = The data folder cannot be written to.
refused-metrics-token = Figures are for programs that send the right token. Set metrics_token in the settings and send it as “Authorization: Bearer …”.
