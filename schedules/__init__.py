"""The law of time: what sounds or shows, where and when.

Pure: values and ``now`` come in, values go out. Nothing here reads a clock, a file or the network (the zone database of
`zoneinfo` excepted), and nothing here knows of devices, databases or languages: refusals and findings are codes with
parameters, whose sentences are in the controller's catalogue.

    announcement  what there is to tell          lifecycle   who may take it which step further
    recurrence    when it is due                 hours       when a horn may sound at all
    lunar         âm lịch, by UTC+7              holidays    days off, of the law and entered
    conflict      what sounds when two want to   plan        what each device must do over the horizon
    describe      a rule as phrases              compose     what a draft still lacks
    single        one occurrence apart           programme   a running list inside a slot
    foresee       what would become of one       offers      what can be done where it does not go
"""
