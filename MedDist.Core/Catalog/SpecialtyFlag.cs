using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Catalog;

/// <summary>A specialty that opens a product only to its holders.</summary>
public sealed record RestrictedSpecialty(Guid Id, string Name);

/// <summary>A specialty that a provider holds, whether it was verified, and its last day.</summary>
public sealed record HeldSpecialty(Guid SpecialtyId, bool IsVerified, DateOnly? ExpiresOn);

/// <summary>Which products are restricted to which specialties, and what providers hold.</summary>
public sealed record SpecialtyFacts(ILookup<Guid, RestrictedSpecialty> ByProduct, ILookup<Guid, HeldSpecialty> ByProvider);

/// <summary>A product is open only to holders of a specialty, and the provider's credential in it is missing, not verified, or over on the service date.</summary>
public sealed class SpecialtyFlag : IOrderFlagRule
{
    public const string Code = "product.specialty";

    public FlagKind Kind { get; } = new(Code, FlagSeverity.Blocks, "Specialty needed");

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        if (around.More.Find<SpecialtyFacts>() is not { } facts || order.ProviderId is not { } provider)
        {
            return null;
        }

        var day = around.ServiceDay(order);
        return order.Items.Select(i => i.ProductId).Distinct()
            .Where(p => facts.ByProduct[p].Any() && !facts.ByProduct[p].Any(s => facts.ByProvider[provider].Any(h => h.SpecialtyId == s.Id && Holds(h, day))))
            .Select(p => Words(around.Products.GetValueOrDefault(p)?.Name ?? "A product", [.. facts.ByProduct[p]], [.. facts.ByProvider[provider]], day)).FirstOrDefault();
    }

    public async Task ReadAsync(MedDistDbContext db, IReadOnlyList<Order> orders, FlagFacts facts, CancellationToken cancel)
    {
        var products = orders.SelectMany(o => o.Items).Select(i => i.ProductId).Distinct().ToList();
        var providers = orders.Select(o => o.ProviderId).OfType<Guid>().Distinct().ToList();
        var restricted = await db.ProductSpecialties.Where(s => EF.Parameter(products).Contains(s.ProductId) && s.Specialty!.RestrictedAccess)
            .OrderBy(s => s.Specialty!.Name).Select(s => new { s.ProductId, s.SpecialtyId, s.Specialty!.Name }).ToListAsync(cancel);
        var held = restricted.Count == 0 ? [] : await db.UserSpecialties.Where(s => EF.Parameter(providers).Contains(s.UserId))
            .Select(s => new { s.UserId, s.SpecialtyId, IsVerified = s.VerifiedAt != null, s.ExpiresOn }).ToListAsync(cancel);
        facts.Keep(new SpecialtyFacts(
            restricted.ToLookup(r => r.ProductId, r => new RestrictedSpecialty(r.SpecialtyId, r.Name)),
            held.ToLookup(h => h.UserId, h => new HeldSpecialty(h.SpecialtyId, h.IsVerified, h.ExpiresOn))));
    }

    private static bool Holds(HeldSpecialty held, DateOnly day) => held.IsVerified && !(held.ExpiresOn < day);

    private static string Words(string product, IReadOnlyList<RestrictedSpecialty> needed, IReadOnlyList<HeldSpecialty> held, DateOnly day)
    {
        var names = string.Join(" or ", needed.Select(n => n.Name));
        var mine = held.FirstOrDefault(h => needed.Any(n => n.Id == h.SpecialtyId));
        var why = mine switch
        {
            null => "the provider has no such credential on file",
            { ExpiresOn: { } last } when last < day => $"the provider's credential ends on {last.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
            _ => "the provider's credential is not verified yet",
        };
        return $"{product} is open to the specialty {names} only, and {why}. Choose another product or provider, or send the credential to the order coordinator.";
    }
}
