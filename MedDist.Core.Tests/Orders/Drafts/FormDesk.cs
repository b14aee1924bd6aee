using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;

namespace MedDist.Core.Tests.Orders.Drafts;

/// <summary>A provider at the order form: a payer, an assignment, and forms that are filled in.</summary>
internal sealed class FormDesk(House house, World world, Payer payer)
{
    public House House => house;

    public World World => world;

    public Payer Payer => payer;

    public UserCall Provider { get; } = world.CallOf(world.Provider, new([world.Organization.Id], []));

    public DateOnly Today => DayCount.DayOf(house.Clock.Now, world.Tenant.Zone);

    public static async Task<FormDesk> OpenAsync(House house, string subdomain = "acme")
    {
        var world = await World.BuildAsync(house, subdomain);
        var payer = new Payer { Name = "Medicare Part B", Type = PayerType.Government, Contact = new("(800) 555-0100") };
        await house.AddAsync(world.Id, payer, new UserAssignment { UserId = world.Provider.Id, AssignableType = AssignableType.Organization, AssignableId = world.Organization.Id, IsPrimary = true });
        return new(house, world, payer);
    }

    public Task<OrderFormChoices> ChoicesAsync(UserCall? who = null) => house.AsAsync<OrderFormQueries, OrderFormChoices>(who ?? Provider, q => q.ChoicesAsync());

    public Task<Result<DraftSaved>> SaveAsync(Guid id, int seen, OrderDraftContent original, OrderDraftContent mine, UserCall? who = null, IReadOnlySet<string>? mineWins = null) =>
        house.AsAsync<OrderDrafts, Result<DraftSaved>>(who ?? Provider, d => d.SaveAsync(id, new(seen, original, mine) { MineWins = mineWins }));

    public Task<DraftState?> OpenDraftAsync(Guid id, UserCall? who = null) => house.AsAsync<OrderDrafts, DraftState?>(who ?? Provider, d => d.OpenAsync(id));

    public Task<Result<IReadOnlyList<SubmittedOrder>>> SubmitAsync(Guid id, int seen, bool attested = true, UserCall? who = null) =>
        house.AsAsync<OrderSubmission, Result<IReadOnlyList<SubmittedOrder>>>(who ?? Provider, s => s.SubmitAsync(id, new(seen) { Attested = attested, Note = "Call before delivery" }));

    /// <summary>A form with everything, for a patient on file or a new one.</summary>
    public OrderDraftContent Filled(bool newPatient = false, params DraftLine[] lines) => new()
    {
        Recipient = newPatient ? null : new(world.Recipient.Id, world.Recipient.FullName),
        NewRecipient = newPatient ? new() { FirstName = "Walter", LastName = "Finch", DateOfBirth = new(1944, 5, 6), Phone = "312 555 0142" } : null,
        Primary = new() { Payer = new(payer.Id, payer.Name), PayerType = payer.Type, PolicyNumber = "1EG4TE5MK73", PayerPhone = "(800) 555-0100" },
        Facility = new(world.Facility.Id, world.Facility.Name),
        Provider = new(world.Provider.Id, world.Provider.FullName),
        PlaceOfService = "11",
        MacJurisdiction = "J6",
        WoundType = "Diabetic foot ulcer",
        WoundLocation = "Right heel",
        WoundLength = 4.2m,
        WoundWidth = 3.1m,
        DiagnosisCodes = ["E11.621", "L97.412"],
        Lines = lines.Length > 0 ? lines : [LineOf(world.Product)],
        ServiceDate = Today.AddDays(8),
        DeliverBy = Today.AddDays(7),
    };

    public DraftLine LineOf(MedDist.Core.Catalog.Product product, int quantity = 2) => new(Guid.CreateVersion7())
    {
        Product = new(product.Id, product.Name),
        Manufacturer = new(product.ManufacturerId ?? world.Manufacturer.Id, "maker"),
        Quantity = quantity,
    };
}
