# Facts in words, as the reasons of answers in forms tell them.
fact-list = { $before }, { $next }
fact-bar-spans = bars { $bars }
fact-bars-more = and { $count } more up to { $last }
fact-tracks = on { $tracks }
fact-person = { $name }, a person
fact-someone = a person
fact-model = the trained AI model { $name }
fact-tool = the rule-based tool { $name }
fact-import = imported material from { $name }
fact-unknown = imported material of unknown origin
fact-side = { $side }: { $parts }.
fact-no-model = No trained AI model had a part in: { $sides }.
fact-nothing-there = There is nothing of this in the song: { $sides }.
fact-origin-unknown = Whether AI is in { $names } is not known: ask its maker before you answer.
