namespace MedDist.Core.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it; timers and delays made from it ring when it passes their moment, on the
/// thread of the test.
/// </summary>
public sealed class FixedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start.ToUniversalTime();
    private TimeSpan elapsed;

    /// <summary>Starts on Monday, 15 June 2026, 14:00 UTC: a working day all over the United States.</summary>
    public FixedClock()
        : this(new DateTimeOffset(2026, 6, 15, 14, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The moment the clock shows, in UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    /// <summary>Lets time pass; each timer rings at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (gate)
        {
            target = elapsed + by;
        }

        while (TakeNextDue(target) is { } due)
        {
            due.Ring();
        }
    }

    /// <summary>Moves to a moment. Going back only corrects what the clock shows, as a time server would: no timer rings.</summary>
    public void Set(DateTimeOffset moment)
    {
        var by = moment - Now;
        if (by >= TimeSpan.Zero)
        {
            Advance(by);
            return;
        }

        lock (gate)
        {
            now = moment.ToUniversalTime();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? TakeNextDue(TimeSpan target)
    {
        lock (gate)
        {
            var next = alarms.Where(a => a.Due <= target).MinBy(a => a.Due);
            var reached = next is null ? target : next.Due;
            if (reached > elapsed)
            {
                now += reached - elapsed;
                elapsed = reached;
            }

            if (next is not null && !next.Repeat())
            {
                alarms.Remove(next);
            }

            return next;
        }
    }

    private sealed class Alarm(FixedClock clock, Action ring) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public void Ring() => ring();

        public bool Repeat()
        {
            if (period <= TimeSpan.Zero)
            {
                return false;
            }

            Due += period;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                this.period = period;
                if (dueTime > TimeSpan.Zero)
                {
                    Due = clock.elapsed + dueTime;
                    clock.alarms.Add(this);
                }
                else if (dueTime == TimeSpan.Zero && Restart(period))
                {
                    clock.alarms.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                ring();
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private bool Restart(TimeSpan every)
        {
            Due = clock.elapsed + every;
            return every > TimeSpan.Zero;
        }
    }
}
