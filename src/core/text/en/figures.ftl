# figures
figure-bands = Frequency response
figure-envelope = Envelope
figure-filter = Filter
figure-filter-envelope = Filter envelope
figure-hint = Drag the dots. Double-click one for its usual values.
figure-hint-bands = Drag the dots. Turn the wheel over one, or hold Alt, for its width. Double-click one for its usual values.
figure-operator-1 = Operator 1
figure-operator-2 = Operator 2
figure-operator-3 = Operator 3
figure-operator-4 = Operator 4
