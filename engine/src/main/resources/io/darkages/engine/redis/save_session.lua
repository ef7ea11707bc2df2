-- Stores a session unless a later one is or was stored. Returns -1 if it was refused, else the epoch that was there, or 0.
-- KEYS[1] the session; ARGV: epoch, version, expiry in milliseconds, record
local stored = redis.call('HMGET', KEYS[1], 'epoch', 'version')
local epoch = tonumber(stored[1] or 0)
local version = tonumber(stored[2] or -1)
if epoch > tonumber(ARGV[1]) or epoch == tonumber(ARGV[1]) and version > tonumber(ARGV[2]) then
    return -1
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'version', ARGV[2], 'record', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return epoch
