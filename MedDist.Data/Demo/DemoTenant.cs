using MedDist.Core.Catalog;
using MedDist.Core.Coverage;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>How much there is of what grows with the demo.</summary>
internal sealed record DemoVolume(int Orders, int Recipients, int Open)
{
    private const int OrdersPerRecipient = 5;
    private const int MostRecipients = 60_000;
    private const int OpenPercent = 35;

    /// <summary>Acme gets three quarters of the orders and of the recipients, Bluebird the rest.</summary>
    public static DemoVolume Of(DemoProfile profile, int allOrders)
    {
        var allRecipients = Math.Min(MostRecipients, Math.Max(8, allOrders / OrdersPerRecipient));
        var (orders, recipients) = profile.Key == AcmeProfile.Profile.Key
            ? (allOrders - allOrders / 4, allRecipients - allRecipients / 4)
            : (allOrders / 4, allRecipients / 4);
        return new(orders, recipients, Math.Min(profile.MostOpen, orders * OpenPercent / 100));
    }
}

/// <summary>The rows of one tenant that recipients and orders refer to.</summary>
internal sealed class DemoTenant
{
    public required DemoProfile Profile { get; init; }

    public required Guid TenantId { get; init; }

    public required TenantSettings Settings { get; init; }

    public required DemoCalendar Calendar { get; init; }

    public required DemoVolume Volume { get; init; }

    public required IReadOnlyList<User> Users { get; init; }

    public required IReadOnlyList<DemoSite> Sites { get; init; }

    public required IReadOnlyList<DemoSupplier> Suppliers { get; init; }

    public required IReadOnlyList<Payer> Payers { get; init; }

    /// <summary>Ashley or her counterpart first, then the colleague.</summary>
    public required IReadOnlyList<User> Coordinators { get; init; }

    public IEnumerable<User> UsersOf(Role role) => Users.Where(u => u.Role == role);

    public Dice Dice(DiceStream stream, params ReadOnlySpan<long> keys)
    {
        Span<long> all = stackalloc long[keys.Length + 1];
        all[0] = Profile.Key;
        keys.CopyTo(all[1..]);
        return Demo.Dice.For(stream, all);
    }
}

/// <summary>A facility with the people who order there; both lists hold at least one user.</summary>
internal sealed record DemoSite(Organization Organization, Facility Facility, DemoPlace Place, IReadOnlyList<User> Providers, IReadOnlyList<User> Staff);

/// <summary>A manufacturer with all that an order needs to know of it.</summary>
internal sealed record DemoSupplier(DemoMaker Maker, Manufacturer Manufacturer, ManufacturerSettings Settings, IReadOnlyList<ManufacturerContact> Contacts, IReadOnlyList<Product> Products);
