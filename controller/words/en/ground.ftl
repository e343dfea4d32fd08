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
refused-setting-database = The setting “{ $key }” has to begin with sqlite:/// or postgresql://.
refused-setting-web-address = The setting “{ $key }” has to be a whole http:// or https:// address, not “{ $value }”.
refused-setting-key = Setting “{ $key }” may hold plain letters, digits and marks only, no spaces.
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

## The self-check: names of the checks

doctor-python = Python
doctor-packages = Python packages
doctor-ffmpeg = The sound decoder ffmpeg
doctor-voices = Voices
doctor-fonts = Fonts
doctor-settings = Settings
doctor-broker = The MQTT broker
doctor-data-folder = Data folder
doctor-disk = Disk space
doctor-clock = Clock
doctor-database = Database
doctor-keys = Signing keys
doctor-templates = Templates of one's own
doctor-ports = Network ports

## The self-check: what is wrong, and the mend

refused-python-old = Python { $found } is too old, { $needed } or newer is needed.
mend-python-old = Install a newer Python: sudo apt-get install python3 python3-venv, then ./run setup
refused-packages-missing = Python packages are missing: { $names }.
mend-packages-missing = Run ./run setup
refused-ffmpeg-missing = ffmpeg does not run: { $reason }
mend-ffmpeg-missing = Run ./run setup; if that does not help, delete the folder .venv and run it again.
refused-fonts-missing = Fonts for the boards are missing: { $packages }.
mend-fonts-missing = sudo apt-get install { $packages }
refused-data-folder-locked = The folder { $path } cannot be written: { $reason }.
mend-data-folder-locked = Give the user who runs the program the right to write there, or choose another folder in the setting data_dir.
refused-disk-full = The disk of { $path } has { $free_mb } MB left, at least { $least_mb } MB are needed.
mend-disk-full = Delete what is not needed, or move the data folder to a larger disk (setting data_dir).
refused-clock-wrong = The machine's clock says { $now }, which cannot be right.
mend-clock-wrong = Switch time synchronisation on: sudo timedatectl set-ntp true
refused-clock-behind = The machine's clock says { $now }, which is before the newest data were written ({ $newest }).
mend-clock-behind = Switch time synchronisation on: sudo timedatectl set-ntp true
refused-database-unreachable = The database cannot be opened: { $reason }
mend-database-unreachable = Check the setting database_url and the database server.
refused-database-behind = The database has not been brought up to this version of the program.
mend-database-behind = Make a backup, then run: tienglang db upgrade
refused-keys-locked = The folder of keys { $path } may not be read.
mend-keys-locked = Run the program as the user who owns that folder.
refused-keys-open = Others on this machine can read the signing key { $path }.
mend-keys-open = chmod go= "{ $path }"; if it may have been seen, change the key: tienglang keys rotate
mend-template-broken = This template is not in use; all others are. When it is mended, start the service again.
mend-template-name = This template is not in use; all others are. When it is mended, start the service again.
mend-template-taken = This template is not in use; all others are. When it is mended, start the service again.
refused-http-port-busy = Another program uses port { $port } of { $host }.
mend-http-port-busy = Stop that program, or choose another port in the setting http.port.
refused-http-port-forbidden = We may not open port { $port }: ports below 1024 are for the administrator.
mend-http-port-forbidden = Choose another port in the setting http.port.
refused-http-host-wrong = This machine has no address { $host }, so it cannot listen there.
mend-http-host-wrong = Mend the setting http.host.
