using System.Buffers.Binary;
using System.Globalization;

namespace MedDist.Data.Demo;

/// <summary>What a throw of the dice is about; the same keys in two streams give unrelated numbers.</summary>
internal enum DiceStream
{
    Tenant,
    User,
    Organization,
    Facility,
    Manufacturer,
    Product,
    Payer,
    Specialty,
    Recipient,
    Coverage,
    Verification,
    Plan,
    Order,
    Item,
    Shipment,
    Inbox,
    Document,
    Score,
    Together,
    Clinical,
    Reminder,
    Report,
}

/// <summary>
/// Repeatable chance (SplitMix64): the same keys give the same throws on every machine and every runtime, in any order of asking, so that
/// nothing that was thrown once has to be remembered.
/// </summary>
internal sealed class Dice
{
    private const ulong Seed = 0x4D65_6444_6973_7431;

    private ulong state;

    private Dice(ulong state) => this.state = state;

    public static Dice For(DiceStream stream, params ReadOnlySpan<long> keys)
    {
        var mixed = Mix(Seed + (ulong)stream);
        foreach (var key in keys)
        {
            mixed = Mix(mixed ^ (ulong)key);
        }

        return new(mixed);
    }

    /// <summary>0 to <paramref name="sides"/> - 1.</summary>
    public int Next(int sides) => (int)((Throw() >> 33) % (uint)sides);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    /// <summary>The index of the weight that was hit.</summary>
    public int Weighted(IReadOnlyList<int> weights)
    {
        var left = Next(weights.Sum());
        for (var i = 0; i < weights.Count; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }

    public string Digits(int count)
    {
        var most = 1L;
        for (var i = 0; i < count; i++)
        {
            most *= 10;
        }

        return ((long)(Throw() >> 2) % most).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
    }

    /// <summary>A version 7 identifier (RFC 9562): sorts by <paramref name="day"/>, then by <paramref name="rank"/> (milliseconds of the day).</summary>
    public Guid Id(DateOnly day, long rank)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = (ulong)((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400_000L + rank);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, milliseconds << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (Throw() & 0x0FFF)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | (Throw() >> 2));
        return new Guid(bytes, bigEndian: true);
    }

    private ulong Throw() => Mix(state += 0x9E37_79B9_7F4A_7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
