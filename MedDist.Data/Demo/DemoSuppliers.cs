using MedDist.Core.Catalog;
using MedDist.Core.Manufacturers;

namespace MedDist.Data.Demo;

/// <summary>Manufacturers, their contact lists and what they sell.</summary>
internal static class DemoSuppliers
{
    public const string TaxForm = "W-9";

    public static readonly IReadOnlyList<string> OnboardingDocuments = [TaxForm, "Account application"];

    private const int GraftIntervalDays = 21;

    public static List<DemoSupplier> Of(DemoProfile profile, IReadOnlyDictionary<string, Guid> categories, Guid coordinator, DateOnly today) =>
        [.. profile.Makers.Select((m, i) => Supplier(profile, m, i, categories, coordinator, today))];

    private static DemoSupplier Supplier(DemoProfile profile, DemoMaker maker, int rank, IReadOnlyDictionary<string, Guid> categories, Guid coordinator, DateOnly today)
    {
        var dice = Dice.For(DiceStream.Manufacturer, profile.Key, rank);
        var manufacturer = new Manufacturer
        {
            Id = dice.Id(today.AddDays(-420), 3000 + rank),
            Name = maker.Name,
            Type = maker.Type,
            Contact = new(DemoIdentifiers.Phone(dice, maker.Place.AreaCode), null, $"hello@{maker.Domain}", $"https://{maker.Domain}", DemoCustomers.Address(dice, maker.Place)),
        };
        var products = maker.Products.Select((p, i) => Product(p, maker, manufacturer.Id, categories[p.Category], Dice.For(DiceStream.Product, profile.Key, rank, i), rank * 100 + i, today));
        return new(maker, manufacturer, Settings(maker, manufacturer.Id, dice, rank, today), [.. Contacts(maker, manufacturer.Id, coordinator, dice, rank, today)], [.. products]);
    }

    private static ManufacturerSettings Settings(DemoMaker maker, Guid manufacturerId, Dice dice, int rank, DateOnly today)
    {
        var settings = new ManufacturerSettings
        {
            Id = dice.Id(today.AddDays(-420), 3100 + rank),
            ManufacturerId = manufacturerId,
            SubmissionMethod = SubmissionMethod.Email,
            RequiresOwnerSignature = maker.Field == CategoryType.WoundCare,
            MinimumOrderAmount = maker.Field == CategoryType.Dme ? 50m : null,
            LeadTimeDays = maker.LeadTimeDays,
            CutOff = maker.CutOff,
            Combine = maker.Combine,
            VerificationSending = (rank % 4) switch { 0 => VerificationSending.DailyBundle, 3 => VerificationSending.WeeklyBundle, _ => VerificationSending.OneByOne },
            VerificationDay = DayOfWeek.Wednesday,
            OnboardingDocuments = [.. OnboardingDocuments],
        };
        settings.Require(maker.Requires);
        return settings;
    }

    private static IEnumerable<ManufacturerContact> Contacts(DemoMaker maker, Guid manufacturerId, Guid coordinator, Dice dice, int rank, DateOnly today)
    {
        foreach (var type in Enum.GetValues<ContactType>().Where(t => t != ContactType.Order || maker.TakesOrders))
        {
            yield return new()
            {
                Id = dice.Id(today.AddDays(-420), 3200 + rank * 10 + (int)type),
                ManufacturerId = manufacturerId,
                ContactType = type,
                PrimaryRecipients = [$"{(type == ContactType.Order ? "orders" : type == ContactType.Ivr ? "ivr" : "support")}@{maker.Domain}"],
                CcRecipients = type == ContactType.Order ? [$"desk@{maker.Domain}"] : [],
                Notes = type switch
                {
                    ContactType.Order when maker.RushNote.Length > 0 => maker.RushNote,
                    ContactType.Ivr => "Answers within two business days; for rush orders call after sending.",
                    ContactType.Support => "Weekdays 8 to 5; returns need a number from them first.",
                    _ => null,
                },
                UpdatedByUserId = coordinator,
            };
        }
    }

    private static Product Product(DemoProduct product, DemoMaker maker, Guid manufacturerId, Guid categoryId, Dice dice, int rank, DateOnly today) => new()
    {
        Id = dice.Id(today.AddDays(-420), 10_000 + rank),
        ManufacturerId = manufacturerId,
        CategoryId = categoryId,
        Name = $"{maker.Brand} {product.Name}",
        Sku = $"{maker.Brand[..3].ToUpperInvariant()}-{1000 + rank}",
        Code = product.Code,
        CodeType = product.CodeType,
        Type = product.Type,
        Description = $"Made-up demo product under the real code {product.Code}.",
        Specifications = new(product.Unit, product.Sizes),
        Pricing = new(product.Price, "demo price list"),
        RequiresPrescription = product.Type is not ProductType.Supply,
        RequiresVerification = maker.Requires.Count > 0,
        ReapplicationDays = product.Category == DemoProducts.Grafts ? GraftIntervalDays : null,
    };
}
