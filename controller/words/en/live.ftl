### Speaking live

refused-live-where = Choose who shall hear you.
refused-air-held = { $who } has been speaking live to { $where } since { $since }. Wait until they have finished, or ask them to end.
refused-talk-unknown = There is no such talk, or it is not yours.
refused-talk-over = This talk has ended.
refused-microphone-hello = The microphone must first say the form of its sound: pcm or opus.
refused-microphone-word = The microphone sent a word that is not understood; only the end is one.
refused-microphone-frames = The microphone sent { $bytes } bytes: it must be a number and then frames of 20 milliseconds, at most { $most } bytes.
refused-microphone-not-sound = The microphone sent something that is no Opus sound. Load the page again and try once more.

live-title = Speak live
live-on-air = { $who } is speaking live to { $where }, since { $since }
live-end-it = End it
live-where = Who hears it
live-where-hint = Choose the hamlets. A place stands for every loudspeaker in it.
live-tree-count = { $speakers } { $speakers ->
    [one] loudspeaker
   *[other] loudspeakers
  }
live-class-priority = Within the allowed hours. Normal announcements give way.
live-class-emergency = Outside the hours, too, only when lives or property are in danger. The logbook tells it.
live-minutes = At most
live-minutes-hint = It ends by itself after this.
live-minutes-some = { $count } minutes
live-check = Check first
live-begin = Speak now
live-may = You may speak now.
live-may-not = You cannot speak yet:
live-exempt = It is outside the allowed hours: speak only in a real emergency. The logbook tells it.
live-touches-nothing = No announcement is interrupted.
live-touches-stop = “{ $title }” ({ $start }–{ $end }) is interrupted and does not go on.
live-touches-pause = “{ $title }” ({ $start }–{ $end }) pauses and goes on when you have finished.
live-touches-defer = “{ $title }” ({ $start }–{ $end }) is interrupted, and starts over if there is time.
live-touches-never = “{ $title }” ({ $start }–{ $end }) is covered while you speak.
live-touches-goes-first = “{ $title }” ({ $start }–{ $end }) does not give way: where it plays, you are heard when it has ended.
live-not-you = Only approvers and administrators speak live. Who is speaking is shown on this page.
live-no-script = This browser cannot run the microphone. Switch JavaScript on, or use another browser.
live-no-secure = The browser gives no microphone at this address. Open the page by its https address, in a recent Chrome, Firefox or Safari.
live-no-microphone = The microphone cannot be used. Allow this page to use it, plug it in, and try again.
live-counting = Get ready
live-speaking = ON AIR
live-lost = The line is lost, connecting again…
live-left = { "{0}" } left
live-quiet = The microphone is very quiet: speak closer.
live-losing = { "{0}" } loudspeakers are losing sound: { "{1}" }. Speak slowly, and say it again.
live-said-lost = Sound was lost on its way: { $devices }
live-said-lost-more = and { $count } more
live-lost-share = { $lost } lost
live-over = It has ended
live-level = Level
live-end = End
live-again = Back to the page
live-said = What was said
live-said-nothing = Nobody has spoken live yet.
live-recording = Recording: { $who }, { $when }
live-why-said = The speaker ended it.
live-why-longest = The chosen time was over.
live-why-link-lost = The line from the microphone was lost.
live-why-stopped = Somebody stopped everything.
live-why-taken = An emergency took the air.
live-why-service = The service was switched off.
live-why-restart = The service started again.
live-why-signed-out = The speaker signed out.
live-why-replaced = The microphone was opened on another page.
live-why-failed = The service could not open the air.
