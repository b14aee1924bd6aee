using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What the form asks for while one types: a few products of however many.</summary>
public sealed partial class OrderFormQueries
{
    /// <summary>Active products by the beginning of name, code or alias, then by words and by manufacturer; without text, the first by name.</summary>
    public async Task<IReadOnlyList<ProductChoice>> SearchProductsAsync(string? typed, int take = 8, CancellationToken cancel = default)
    {
        if (!OrderPermissions.MayPlace(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var active = db.Products.AsNoTracking().Include(p => p.Manufacturer).Where(p => p.IsActive);
        var found = (await BeginningSearch.FindAsync(active, typed, take, cancel)).ToList();
        if (found.Count < take && SearchWords.Of(typed) is { Count: > 0 } words)
        {
            found.AddRange((await OfMakersAsync(db, active, words, take, cancel)).Where(p => found.TrueForAll(f => f.Id != p.Id)));
        }

        return [.. found.Take(take).Select(ChoiceOf)];
    }

    /// <summary>These products as the form shows them, also where they are no longer sold; the others are not known.</summary>
    public async Task<IReadOnlyList<ProductChoice>> ProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ProductsAsync(db, ids, call.Role, cancel);
    }

    internal static async Task<IReadOnlyList<ProductChoice>> ProductsAsync(MedDistDbContext db, IReadOnlyCollection<Guid> ids, Users.Role? role, CancellationToken cancel) => ids.Count == 0
        ? []
        : [.. (await db.Products.AsNoTracking().Include(p => p.Manufacturer).Where(p => p.IsActive && EF.Parameter(ids).Contains(p.Id)).ToListAsync(cancel)).Select(p => ChoiceOf(p, role))];

    /// <summary>Products of the manufacturers whose name holds the first word, and that hold the others.</summary>
    private static async Task<List<Product>> OfMakersAsync(MedDistDbContext db, IQueryable<Product> active, IReadOnlyList<string> words, int take, CancellationToken cancel)
    {
        var makers = (await db.Manufacturers.AsNoTracking().Select(m => new { m.Id, m.Name }).ToListAsync(cancel))
            .Where(m => SearchWords.Of(m.Name).Any(w => words.Any(t => w.StartsWith(t, StringComparison.Ordinal)))).ToList();
        if (makers.Count == 0)
        {
            return [];
        }

        var names = makers.SelectMany(m => SearchWords.Of(m.Name)).ToList();
        foreach (var word in words.Where(t => !names.Exists(w => w.StartsWith(t, StringComparison.Ordinal))))
        {
            var begins = " " + word;
            active = active.Where(p => p.SearchText.Contains(begins));
        }

        List<Guid> ids = [.. makers.Select(m => m.Id)];
        return await active.Where(p => p.ManufacturerId != null && EF.Parameter(ids).Contains(p.ManufacturerId.Value)).OrderBy(p => p.Name).Take(take).ToListAsync(cancel);
    }

    private ProductChoice ChoiceOf(Product product) => ChoiceOf(product, call.Role);

    private static ProductChoice ChoiceOf(Product p, Users.Role? role) => new(
        p.Id, p.Name, p.Code, p.Manufacturer is { } maker ? new(maker.Id, maker.Name) : null,
        [.. (p.Specifications.Sizes ?? []).Select(s => s.Label)], p.Specifications.Sizes?.Any(s => s.AreaCm2 is not null) == true,
        p.Type is ProductType.Biologic or ProductType.Drug, OrderPermissions.SeesPrices(role) ? p.Pricing.ListPrice : null)
    {
        Sheets = [.. (p.Specifications.Sizes ?? []).Select(s => s with { Price = 0 })],
    };
}
