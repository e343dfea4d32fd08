### Settings, the MQTT broker, the self-check

## Mistakes in the settings

refused-setting-unknown = There is no setting called “{ $key }”.
refused-setting-misspelt = There is no setting called “{ $key }”. Did you mean “{ $near }”?
refused-setting-number = The setting “{ $key }” has to be a whole number, not “{ $value }”.
refused-setting-too-small = The setting “{ $key }” is { $value }, below the least allowed, { NUMBER($limit, useGrouping: 0) }.
refused-setting-too-large = The setting “{ $key }” is { $value }, above the most allowed, { NUMBER($limit, useGrouping: 0) }.
refused-setting-choice = The setting “{ $key }” cannot be “{ $value }”. It can be: { $choices }.
refused-setting-text = The setting “{ $key }” has to be text, in double quotes.
refused-setting-table = “{ $key }” is a group of settings: write each of them by itself, for example “{ $key }.host”.
refused-setting-wrong = The value “{ $value }” of the setting “{ $key }” is not understood.
refused-setting-zone = The setting “{ $key }”: there is no time zone “{ $value }”. A right one is Asia/Ho_Chi_Minh.
refused-setting-database = The setting “{ $key }” has to begin with sqlite:/// or postgresql+psycopg://.
refused-setting-web-address = The setting “{ $key }” has to be a whole http:// or https:// address, not “{ $value }”.
refused-setting-public-url = The setting “{ $key }” has to name the address that devices and people can call; “{ $value }” is only good for listening.
refused-setting-broker-url = The setting “{ $key }” has to be a whole mqtt:// or mqtts:// address, not “{ $value }”.
refused-setting-broker-url-needed = An external broker needs its address: fill in “{ $key }”, for example mqtts://mqtt.example.org:8883.
refused-setting-broker-password-needed = An external broker needs a user name and a password: fill in “{ $key }” and broker.username.
refused-setting-file-missing = The settings file { $path } is not there.
refused-setting-file-broken = The settings file { $path } cannot be read, line { $line }: { $reason }.

## The MQTT broker

refused-broker-missing = The broker Mosquitto is not installed. Please install it: sudo apt-get install mosquitto
refused-broker-port-busy = Another program uses port { $port } of { $host }. Stop that program, or choose another port in the setting broker.port.
refused-broker-port-forbidden = We may not open port { $port }: ports below 1024 are for the administrator. Choose another one in the setting broker.port.
refused-broker-host-wrong = This machine has no address { $host }, so it cannot listen there. Mend the setting broker.host.
refused-broker-in-use = The folder { $path } is in use by another Tiếng Làng (process { $pid }). Stop that one first.
refused-broker-stuck = An old broker (process { $pid }) does not go away. Restart the machine.
refused-broker-folder = The folder name “{ $path }” cannot be used by the broker: it holds a line break, or begins or ends with a space.
refused-broker-failed = The broker on port { $port } does not run. Its last words: { $words }
refused-broker-open = The broker { $host }:{ $port } lets strangers in without a password. We do not start until it asks for passwords.
refused-broker-url = The broker's address has to look like mqtt://host:port or mqtts://host:port.
refused-broker-without-password = An external broker needs a user name and a password.
refused-broker-unreachable = The broker { $host }:{ $port } cannot be reached. Check network and address, and whether it wants mqtts://.
refused-broker-untrusted = The certificate of the broker { $host }:{ $port } cannot be trusted. Check the setting broker.ca_file.
refused-broker-password-wrong = The broker { $host }:{ $port } refuses our user name or password.
refused-broker-ca-file = The file { $path } holds no certificate that can be read.
