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
