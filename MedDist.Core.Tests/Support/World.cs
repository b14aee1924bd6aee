using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Core.Verifications;

namespace MedDist.Core.Tests.Support;

/// <summary>A tenant with one of everything that an order needs. A test states only what it is about.</summary>
public sealed class World
{
    private readonly House house;
    private int orders;

    private World(House house, string subdomain)
    {
        this.house = house;
        Tenant = new Tenant { Name = $"{subdomain} distribution", Subdomain = subdomain };
        Tenant.Configure(new TenantSettings { TimeZone = "America/Chicago", Contact = new("(312) 555-0100") });
        Organization = new() { Name = "Lakeside Health", Type = OrganizationType.Clinic, TaxId = "89-1234567" };
        Facility = new()
        {
            OrganizationId = Organization.Id,
            Name = "Lakeside Wound Clinic",
            Identifier = "1234567893",
            IdentifierType = FacilityIdentifierType.Npi,
            Details = new() { Address = new("12 Harbor Way", null, "Chicago", "IL", "60614"), Phone = "(312) 555-0111", PlaceOfService = "11" },
        };
        Coordinator = UserOf("ashley", "Ashley Nguyen", Role.TenantAdmin);
        Provider = UserOf("dr.reyes", "Dr. Elena Reyes", Role.Provider, "1234567893");
        Manufacturer = new()
        {
            Name = "Corvane Biologics",
            Contacts = [],
        };
        Settings = new() { ManufacturerId = Manufacturer.Id, LeadTimeDays = 1, CutOff = new(15, 0) };
        Contact = new() { ManufacturerId = Manufacturer.Id, ContactType = ContactType.Order, PrimaryRecipients = ["orders@corvane.example"], CcRecipients = ["cc@corvane.example"], Notes = "Susan for rush" };
        Product = new() { ManufacturerId = Manufacturer.Id, Name = "Amnion sheet", Sku = "AM-22", Code = "Q4186", CodeType = ProductCodeType.Hcpcs, Type = ProductType.Biologic };
        Recipient = new() { Type = RecipientType.Patient, Identifier = "MRN-1001", FirstName = "Jane", LastName = "Public", DateOfBirth = new(1950, 2, 3) };
    }

    public Tenant Tenant { get; }

    public Organization Organization { get; }

    public Facility Facility { get; }

    public User Coordinator { get; }

    public User Provider { get; }

    public Manufacturer Manufacturer { get; }

    public ManufacturerSettings Settings { get; }

    public ManufacturerContact Contact { get; }

    public Product Product { get; }

    public Recipient Recipient { get; }

    public Guid Id => Tenant.Id;

    public ICallContext System => new SystemCall(Id);

    public UserCall Ashley => CallOf(Coordinator);

    /// <summary>A saved tenant; <paramref name="requires"/> are the verifications its manufacturer wants.</summary>
    public static async Task<World> BuildAsync(House house, string subdomain = "acme", bool withContact = true, params VerificationRequirement[] requires)
    {
        var world = new World(house, subdomain);
        world.Settings.Require(requires);
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.AddRange(world.Tenant, world.Coordinator, world.Provider);
            await db.SaveChangesAsync();
        }

        await house.AddAsync(world.Id, world.Organization, world.Facility, world.Manufacturer, world.Settings, world.Product, world.Recipient);
        if (withContact)
        {
            await house.AddAsync(world.Id, world.Contact);
        }

        return world;
    }

    /// <summary>A user as the caller, with assignments where they matter.</summary>
    public UserCall CallOf(User user, AssignmentScope? assignments = null) => new(user.TenantId ?? Id, user.Id, user.FullName, user.Role, assignments ?? AssignmentScope.None, "127.0.0.1", "session");

    public UserCall CallOf(Role role) => CallOf(role == Role.TenantAdmin ? Coordinator : Provider) with { UserRole = role };

    public User UserOf(string name, string fullName, Role role, string? npi = null) => new()
    {
        TenantId = role == Role.SuperAdmin ? null : Tenant.Id,
        FullName = fullName,
        Role = role,
        Npi = npi,
        CreatedAt = house.Clock.Now,
        UserName = $"{name}@{Tenant.Subdomain}.example",
        NormalizedUserName = $"{name}@{Tenant.Subdomain}.example".ToUpperInvariant(),
        Email = $"{name}@{Tenant.Subdomain}.example",
        NormalizedEmail = $"{name}@{Tenant.Subdomain}.example".ToUpperInvariant(),
        SecurityStamp = "stamp",
    };

    /// <summary>An order that is not saved yet: a draft of the provider with one item.</summary>
    public Order Draft(DateOnly? service = null, OrderType type = OrderType.Standard, Recipient? recipient = null, Facility? facility = null, bool withItem = true)
    {
        var day = service ?? new DateOnly(2026, 6, 22);
        var order = new Order
        {
            OrderNumber = $"ORD-{++orders:00000}",
            Type = type,
            OrganizationId = Organization.Id,
            FacilityId = (facility ?? Facility).Id,
            ProviderId = Provider.Id,
            RecipientId = (recipient ?? Recipient).Id,
            RecipientName = (recipient ?? Recipient).FullName,
            ManufacturerId = Manufacturer.Id,
            ServiceDate = day,
            RequestedDeliveryDate = day.AddDays(-1),
            CreatedByUserId = Provider.Id,
            Notes = "Leave at the desk",
            InternalNotes = "Pays late",
            Intake = new() { PlaceOfService = "11", DiagnosisCodes = ["E11.621", "L97.411"], Wound = new(4.2m, 3.1m, 0.8m, "DFU", "right heel") },
        };
        if (withItem)
        {
            order.AddItem(new OrderItem { ProductId = Product.Id, Quantity = 2, UnitPrice = 812.50m, Specifications = new() { ["size"] = "2 × 3 cm" } });
        }

        return order;
    }

    /// <summary>A saved order that went through <paramref name="actions"/>, with its facts computed as the application does.</summary>
    public async Task<Order> OrderAsync(Order? order = null, params OrderAction[] actions)
    {
        order ??= Draft();
        foreach (var action in actions.Length > 0 ? actions : [OrderAction.Submit])
        {
            var who = OrderWorkflow.For(action).Roles.Length == 0 ? System : Ashley;
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            var done = order.Apply(new MoveOrder(action) { Reason = "because", IvrBypassReason = "arranged by phone" }, who, house.Clock.Now);
            if (!done.Succeeded)
            {
                throw new InvalidOperationException(done.Failure.Message);
            }
        }

        await house.AsAsync<OrderFactService, bool>(System, async facts =>
        {
            await using var db = house.Open(System);
            await facts.RefreshAsync(db, [order], default);
            return true;
        });
        await house.AddAsync(Id, order);
        return order;
    }

    /// <summary>A saved case, verified on a day for a frequency.</summary>
    public async Task<Verification> VerifiedAsync(DateOnly on, VerificationFrequency frequency = VerificationFrequency.Annual, VerificationType type = VerificationType.Insurance)
    {
        var verification = new Verification { RecipientId = Recipient.Id, ManufacturerId = Manufacturer.Id, Type = type };
        verification.Verify(
            new VerificationPeriod { Frequency = frequency, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(frequency, on), VerifiedByName = "A. Lee" }, house.Clock.Now);
        await house.AddAsync(Id, verification);
        return verification;
    }
}
