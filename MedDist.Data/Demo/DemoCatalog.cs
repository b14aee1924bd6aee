using MedDist.Core.Catalog;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>The category tree, and the specialties with who holds them and which products they open.</summary>
internal static class DemoCatalog
{
    private static readonly (CategoryType Type, string Root, string[] Branches)[] Tree =
    [
        (CategoryType.WoundCare, "Wound care", ["Skin substitutes", "Advanced dressings", "Negative pressure"]),
        (CategoryType.Supplies, "Supplies", ["Bandages and gauze"]),
        (CategoryType.Orthopedic, "Orthopedics", ["Lower limb braces", "Spine and arm braces"]),
        (CategoryType.Dme, "Home equipment", ["Walking aids", "Beds and support surfaces"]),
        (CategoryType.Pharmaceutical, "Pharmacy", ["Topical", "Rinses and solutions"]),
    ];

    /// <summary>Roots before their branches, so that they can be written in this order.</summary>
    public static List<ProductCategory> Categories(DemoProfile profile, DateOnly today)
    {
        var rows = new List<ProductCategory>();
        foreach (var (type, root, branches) in Tree)
        {
            var parent = Category(profile, root, null, type, rows.Count, today);
            rows.Add(parent);
            rows.AddRange(branches.Select((b, i) => Category(profile, b, parent.Id, type, rows.Count + i, today)).ToList());
        }

        return rows;
    }

    /// <summary>Wound care, vascular (restricted) and podiatry, in this order.</summary>
    public static List<Specialty> Specialties(DemoProfile profile, DateOnly today) =>
    [
        .. new[] { ("wound", "Wound care", false), ("vascular", "Vascular", true), ("podiatry", "Podiatry", false) }.Select((s, i) => new Specialty
        {
            Id = Dice.For(DiceStream.Specialty, profile.Key, i).Id(today.AddDays(-420), 5000 + i), Code = s.Item1, Name = s.Item2, RestrictedAccess = s.Item3,
        }),
    ];

    /// <summary>Every provider holds one: podiatrists podiatry, one in three of the others vascular, the rest wound care.</summary>
    public static IEnumerable<UserSpecialty> Holders(IEnumerable<User> providers, IReadOnlyList<Specialty> specialties, DateOnly today) =>
        providers.Select((p, i) => new UserSpecialty
        {
            UserId = p.Id,
            SpecialtyId = specialties[p.FullName.EndsWith("DPM", StringComparison.Ordinal) ? 2 : i % 3 == 0 ? 1 : 0].Id,
            CredentialType = i % 4 == 0 ? "fellowship" : "board_certified",
            CredentialNumber = $"DEMO-{4100 + i * 13}",
            VerifiedAt = new DateTimeOffset(today.AddDays(-200 - i), new TimeOnly(16, 0), TimeSpan.Zero),
            ExpiresOn = today.AddDays(300 + i * 20),
        });

    /// <summary>Compression belongs to vascular; grafts and dressings to wound care; braces to podiatry.</summary>
    public static IEnumerable<ProductSpecialty> Openings(IEnumerable<DemoSupplier> suppliers, IReadOnlyList<Specialty> specialties) =>
        from supplier in suppliers
        where supplier.Maker.Field is CategoryType.WoundCare or CategoryType.Orthopedic
        from pair in supplier.Products.Zip(supplier.Maker.Products)
        select new ProductSpecialty
        {
            ProductId = pair.First.Id,
            SpecialtyId = specialties[pair.Second.NeedsVascular ? 1 : supplier.Maker.Field == CategoryType.Orthopedic ? 2 : 0].Id,
            IsPrimary = true,
        };

    private static ProductCategory Category(DemoProfile profile, string name, Guid? parent, CategoryType type, int rank, DateOnly today) => new()
    {
        Id = Dice.For(DiceStream.Product, profile.Key, -1, rank).Id(today.AddDays(-420), 4000 + rank),
        Name = name,
        ParentCategoryId = parent,
        Type = type,
    };
}
