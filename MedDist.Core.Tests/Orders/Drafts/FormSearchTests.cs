using System.Globalization;
using MedDist.Core.Catalog;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class FormSearchTests
{
    [Theory, Databases]
    public async Task Products_are_found_by_the_beginning_of_name_code_or_alias_then_by_words_and_manufacturer(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var gone = ProductOf(desk, "Amnion of old");
        gone.Deactivate();
        await house.AddAsync(desk.World.Id, gone, ProductOf(desk, "Zenith knee brace", "L1833", "kneebrace two"), ProductOf(desk, "Knit dressing", "A6196"), ProductOf(desk, "Große Bandage", "A4452"));
        foreach (var (text, names) in new (string, string)[]
        {
            ("amn", "Amnion sheet"), ("AMNION SH", "Amnion sheet"), ("sheet", "Amnion sheet"), ("kn", "Knit dressing, Zenith knee brace"), ("L18", "Zenith knee brace"), ("a-6196", "Knit dressing"),
            ("kneebr", "Zenith knee brace"), ("grosse", "Große Bandage"), ("brace zen", "Zenith knee brace"), ("zz", ""), ("%", "Amnion sheet, Große Bandage, Knit dressing, Zenith knee brace"), ("corvane kn", "Knit dressing, Zenith knee brace"),
        })
        {
            var found = await SearchAsync(desk, desk.Provider, text);
            string.Join(", ", found.Select(p => p.Name)).ShouldBe(names, text);
        }

        (await SearchAsync(desk, desk.Provider, "")).Count.ShouldBe(4);
        (await SearchAsync(desk, desk.Provider, "", take: 2)).Count.ShouldBe(2);
        (await SearchAsync(desk, desk.World.CallOf(Role.Viewer), "amn")).ShouldBeEmpty();
        (await SearchAsync(desk, desk.Provider with { UserRole = Role.FacilityManager }, "amn")).Single().Price.ShouldBeNull("office staff see no amounts");
        (await SearchAsync(desk, (await World.BuildAsync(house, "bluebird")).Ashley, "zenith")).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_renamed_product_is_found_by_its_new_name(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        await using (var db = house.Open(desk.World.System))
        {
            db.Entry(await db.Products.SingleAsync()).Property(p => p.Name).CurrentValue = "Chorion patch";
            await db.SaveChangesAsync();
        }

        (await SearchAsync(desk, desk.Provider, "chor")).ShouldHaveSingleItem();
        (await SearchAsync(desk, desk.Provider, "amn")).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Neither_search_reads_more_than_it_shows_of_4000_products_and_1000_payers(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        await using var db = house.Open(desk.World.System);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AddRange(Enumerable.Range(0, 4_000).Select(i => ProductOf(desk, string.Create(CultureInfo.InvariantCulture, $"{(char)('b' + (i % 25))}rand {i:00000}"), string.Create(CultureInfo.InvariantCulture, $"Q{i:00000}"))));
        db.AddRange(Enumerable.Range(0, 1_000).Select(i => new Payer { TenantId = desk.World.Id, Name = string.Create(CultureInfo.InvariantCulture, $"Plan {i:0000} of the town"), Type = PayerType.Insurance }));
        await db.SaveChangesAsync();
        var scan = provider == DatabaseProvider.Sqlite ? "SCAN" : "Seq Scan";
        var (products, payers) = (db.Products.Where(p => p.IsActive), db.Payers.Where(p => p.IsActive));
        foreach (var query in new IQueryable<Product>[] { BeginningSearch.ByName(products, "mrand").Take(8), BeginningSearch.ByCode(products, "q0123").Take(8), BeginningSearch.ByAlias(products, "mrand").Take(8) })
        {
            (await QueryPlan.OfAsync(db, query)).ShouldNotContain(scan);
        }

        (await QueryPlan.OfAsync(db, BeginningSearch.ByName(payers, "plan1").Take(8))).ShouldNotContain(scan);
        (await SearchAsync(desk, desk.Provider, "Q0123")).Count.ShouldBe(8);
        var choices = await desk.ChoicesAsync();
        choices.GetType().GetProperties().ShouldNotContain(p => typeof(IEnumerable<ProductChoice>).IsAssignableFrom(p.PropertyType) || typeof(IEnumerable<PayerChoice>).IsAssignableFrom(p.PropertyType));
    }

    private static Product ProductOf(FormDesk desk, string name, string? code = null, string? alias = null) =>
        new() { TenantId = desk.World.Id, Name = name, Code = code, Alias = alias, Type = ProductType.Device, ManufacturerId = desk.World.Manufacturer.Id, Pricing = new(10m) };

    private static Task<IReadOnlyList<ProductChoice>> SearchAsync(FormDesk desk, ICallContext who, string text, int take = 8) =>
        desk.House.AsAsync<OrderFormQueries, IReadOnlyList<ProductChoice>>(who, q => q.SearchProductsAsync(text, take));
}
