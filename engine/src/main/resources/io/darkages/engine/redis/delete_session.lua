-- Deletes a session unless it is of a later epoch. Returns 1, 0 if there is none, -1 if it was refused.
-- KEYS[1] the session; ARGV: epoch
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if epoch and tonumber(epoch) > tonumber(ARGV[1]) then
    return -1
end
return redis.call('DEL', KEYS[1])
