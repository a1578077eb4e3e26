# The release view: what is typed, checked, declared and handed out.
publish-check = Check
publish-looking = Looking at the release…
publish-ready = Nothing stands in the way.
publish-blocking = { $count ->
    [one] { $count } thing stands in the way.
   *[other] { $count } things stand in the way.
    }
publish-advisory = { $count ->
    [one] { $count } thing to look at
   *[other] { $count } things to look at
    }
publish-platforms = On platforms: { $count }
publish-show = Show where
publish-more = Codes, label and rights lines
publish-album = Album
publish-genre = Genre
publish-language = Language of the words
publish-explicit = Explicit words
publish-explicit-unsaid = Not said
publish-explicit-clean = Clean
publish-explicit-yes = Explicit
publish-date = Day of release
publish-label = Label
publish-p-line = ℗ line
publish-c-line = © line
publish-samples = Samples and clearances
publish-credits = Credits and shares
publish-credits-lead = People only. What models made is disclosed from the ledger.
publish-credit-add = Add a person
publish-credit-remove = Remove { $name }
publish-credit-name = Name
publish-role-add = Add a role…
publish-role-remove = Remove the role { $role }
publish-share-publishing = Words and music, %
publish-share-master = Recording, %
publish-share-equally = Share equally
publish-share-sums = Words and music { $publishing }, recording { $master }
publish-share-wrong = “{ $text }” is no share. Write a number from 0 to 100, such as 33.34.
publish-rights = Rights
publish-rights-lead = What models and imports brought, and whether it may be sold.
publish-rights-ground = On what ground may it be sold?
publish-rights-declare = Declare it free to be sold
publish-rights-withdraw = Take the declaration back
publish-rights-signed = Your declaration is written into the ledger with your name and the time.
publish-purpose = Purpose
publish-purpose-sale = For release and sale
publish-purpose-private = For listening and review
publish-purpose-blocked = Not for sale as it is: see Rights.
publish-forms = Forms, filled in
publish-forms-lead = Derived from the ledger, with the reason for each answer. No legal advice.
publish-copy = Copy
publish-copy-all = Copy the whole form
publish-beside = Not asked here, and true all the same
publish-reviewed = Rules last looked at on { $day }
publish-unverified = not verified
publish-labels = What every file says
publish-download = Download { $file }
role-main-artist = Main artist
role-featured-artist = Featured artist
role-composer = Composer
role-lyricist = Lyricist
role-arranger = Arranger
role-lead-vocalist = Lead vocals
role-background-vocalist = Backing vocals
role-musician = Musician
role-programmer = Programmer
role-producer = Producer
role-remixer = Remixer
role-recording-engineer = Recording engineer
role-mixing-engineer = Mixing engineer
role-mastering-engineer = Mastering engineer
role-sound-designer = Sound designer
role-cover-artist = Cover artist
edit-release = change the release
edit-clear-material = declare material free to be sold
edit-unclear-material = take a declaration back
