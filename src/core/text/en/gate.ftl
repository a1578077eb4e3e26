# The rights gate.
error-not-for-sale = Not for sale as it is: { $material }. Declare under Rights on what ground it may be sold, or choose listening and review.
cli-error-pack-refused = { $file }: { $reason } With --purpose review it is packed for review.
