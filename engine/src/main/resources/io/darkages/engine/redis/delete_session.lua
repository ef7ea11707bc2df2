-- Deletes a session unless it is of a later epoch. The epoch stays, so that no late save brings it back.
-- Returns 1, 0 if there is none, -1 if it was refused. KEYS[1] the session; ARGV: epoch, expiry in milliseconds, last version
local stored = redis.call('HMGET', KEYS[1], 'epoch', 'record')
if stored[1] and tonumber(stored[1]) > tonumber(ARGV[1]) then
    return -1
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'version', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return stored[2] and 1 or 0
