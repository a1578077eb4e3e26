
# ai: services and their answers
error-address-malformed = “{ $address }” is not a web address that can be used. Write it whole, such as https://api.example.com/v1, with a plain host name and without user name or “#”.
error-address-unencrypted = “{ $address }” is not encrypted, so a key sent there could be read on the way. Use https, or an address of this computer or your local network.
error-call-offline = { $service } could not be asked because this browser is offline. Connect and ask again; the built-in composer works without a network.
error-call-unreachable = { $service } could not be reached, or does not let web pages call it. Check the address and your network; if the service refuses browsers, set a relay in the settings of the service.
error-call-cut = The answer of { $service } broke off. Ask again.
error-call-too-large = { $service } sent more than can be taken in. Ask for something shorter.
error-call-no-key = There is no key for { $service } at this address. Enter it in the settings of the service, then ask again.
error-call-unsupported = This browser has no built-in model. Use a recent desktop Chrome, or choose another service.
error-call-key = { $service } does not accept the key: { $detail } Enter a valid key in the settings of the service.
error-call-quota = { $service } says that the credit or the plan does not cover this: { $detail } Top up or change the plan there, or choose another service.
error-call-busy = { $service } gets too many requests just now. Wait a moment, then ask again.
error-call-busy-for = { $service } gets too many requests just now. Ask again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
error-call-not-found = { $service } does not know what was asked for: { $detail } Check the model and the address in the settings of the service.
error-call-refused = { $service } refuses this wish: { $detail } Put it in other words and ask again.
error-call-invalid = { $service } does not accept the request: { $detail } Try another model, or ask for something shorter.
error-call-blocked = { $service } does not let this page call it: { $detail } Follow its hint, or set a relay in the settings of the service.
error-call-down = { $service } has trouble of its own ({ $status }): { $detail } Try again later.
error-call-unreadable = The answer of { $service } could not be read: { $detail } Ask again, or try another model.
error-call-overdue = { $service } did not finish in time. It may still be at work: look there before you pay for another.
error-call-expired = { $service } no longer keeps the file it made. Ask for it again.

# ai: text
service-hint-ollama = Start it so that this page may call it: OLLAMA_ORIGINS with this page’s address, then “ollama serve”. On macOS use “launchctl setenv OLLAMA_ORIGINS”, on Windows “setx”, in systemd “Environment=”.
service-hint-lm-studio = Start its server with CORS on: “lms server start --cors”, or “Enable CORS” in its server settings.
service-hint-llama-cpp = Start it with “llama-server -m MODEL”; it answers pages of any address.
service-hint-ace-step = Its server does not answer web pages. Run “./studio serve --relay” and enter that relay here.
service-hint-chrome = Needs a recent desktop Chrome and room for its model, which it downloads at the first use. It writes the plan and the words; the built-in composer arranges them.
repair-bar = Bar { $bar } of { $pattern } ({ $part }) did not fill its bar and was mended: “{ $before }” is now “{ $after }”.
repair-bar-silent = Bar { $bar } of { $pattern } ({ $part }) could not be read and rests: “{ $before }”.
repair-bars-recounted = The bars of { $pattern } ({ $part }) were counted in another unit and were counted again in sixteenths.
repair-bars-fitted = What { $part } plays in { $section } did not fit its length and was repeated or cut.
repair-pattern-missing = { $section } uses “{ $pattern }”, which was not written; that part rests there.
repair-octave = { $part } was written an octave away from where it plays and was moved.
repair-notes-folded = { $count } notes of { $part } lay outside its instrument and were moved by octaves.
repair-instrument = The studio has no “{ $asked }”; { $part } plays { $given }.
repair-drums = { $count } bars of { $part } were written as notes and were put on the drum kit.
repair-chords-held = { $count } chords could not be read; the chord before each is held.
repair-syllables = In { $count } bars the words and the notes did not match; long notes were split or held.
repair-value = “{ $asked }” could not be used; it is { $given } now.
repair-bounded = { $count } tracks, patterns or bars were more than can be taken and were left out.
repair-cut-off = The answer broke off before its end; what was complete is kept.
repair-filled-in = The built-in composer wrote what { $part } plays where it was left open.

# ai: songs and pictures
error-call-out-of-reach = { $service } has made the file, but its host does not let this page fetch it. Open { $detail }, save the file, then drop it here.
error-ask-lyrics-long = The words to sing have { $have } characters; this service takes { $most } at most. Shorten them; they are never cut for you.
error-ask-nothing = There is nothing to go by. Describe the style, or write the words to sing.
error-ask-style-short = This service wants a style of at least { $least } characters. Say more about mood, instruments and voice.
error-ask-not-offered = This service does not make this. Choose another service.
error-ask-not-its-own = This service makes stems only of songs that it made itself. Choose another service for this recording.
error-ask-file-large = The recording is too large for this service. Choose another service, or split a shorter recording.
note-ask-style-cut = The style was shortened to the { $most } characters that this service takes.
note-ask-title-cut = The title was shortened to the { $most } characters that this service takes.
note-ask-seconds = This service cannot make { $asked } seconds; { $taken } seconds are asked for.
note-ask-no-length = This service does not let the length be chosen.
note-ask-no-seed = This service does not take a seed, so the same wish gives another song each time.
note-ask-not-sung = This service does not sing; the words are not sent.
service-hint-relay = It may not answer web pages. If it does not, run “./studio serve --relay” and enter that relay here.
service-hint-unofficial = This gateway is not affiliated with Suno. Check Suno’s terms and the gateway’s own before you use what it makes. If it does not answer web pages, enter a relay here.
service-hint-local-cors = Start it with CORS on for this page’s address, or enter a relay here.
service-hint-gradio = Enter the address of the demonstration or Space. As the model, enter the name of its function, or leave it empty for the first one that takes words.
