using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationDocumentTests
{
    [Theory, Databases]
    public async Task The_answer_in_writing_goes_with_its_case_and_stays_while_the_case_refers_to_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: [new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        var theCase = await world.VerifiedAsync(new(2025, 6, 20));
        var id = (await AddAsync(house, world.Ashley, [theCase.Id])).Value;
        (await ContentAsync(house, world.Ashley, id))!.ShouldSatisfyAllConditions(c => c.FileName.ShouldBe("answer.pdf"), c => (c.OwnerType, c.OwnerId).ShouldBe((DocumentOwner.Recipient, world.Recipient.Id)));
        (await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(theCase.Id, theCase.Version, new() { Status = VerificationStatus.Verified, VerifiedOn = new(2026, 6, 10), DocumentId = id }))).Failure.ShouldBeNull();
        (await house.AsAsync<VerificationDocuments, Result>(world.Ashley, d => d.RemoveAsync(id))).Failure.ShouldBeOfType<Failure.NotFound>();
        (await ContentAsync(house, world.Ashley, id)).ShouldNotBeNull();

        var unused = (await AddAsync(house, world.Ashley, [theCase.Id])).Value;
        (await house.AsAsync<VerificationDocuments, Result>(world.Ashley, d => d.RemoveAsync(unused))).Failure.ShouldBeNull();
        (await ContentAsync(house, world.Ashley, unused)).ShouldBeNull();
        await using var db = house.Open(world.System);
        (await db.VerificationPeriods.SingleAsync(p => p.VerifiedOn == new DateOnly(2026, 6, 10))).DocumentId.ShouldBe(id);
    }

    [Theory, Databases]
    public async Task One_for_several_recipients_is_opened_only_by_who_may_update(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: [new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        var other = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-9", FirstName = "Olga", LastName = "Other", DateOfBirth = new(1950, 2, 3) };
        var second = new Verification { RecipientId = other.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        await house.AddAsync(world.Id, other, second);
        var first = await world.VerifiedAsync(new(2025, 6, 20));
        var id = (await AddAsync(house, world.Ashley, [first.Id, second.Id])).Value;
        (await ContentAsync(house, world.Ashley, id))!.ShouldSatisfyAllConditions(c => (c.OwnerType, c.OwnerId).ShouldBe((DocumentOwner.Manufacturer, world.Manufacturer.Id)));
        foreach (var role in new[] { Role.Provider, Role.FacilityManager, Role.Viewer, Role.SalesRep })
        {
            (await ContentAsync(house, world.CallOf(role), id)).ShouldBeNull();
            (await AddAsync(house, world.CallOf(role), [first.Id])).Failure.ShouldBe(VerificationFailures.NotYours);
        }

        (await AddAsync(house, world.Ashley, [Guid.NewGuid()])).Failure.ShouldBe(VerificationFailures.NotFound);
        (await house.AsAsync<VerificationDocuments, Result<Guid>>(world.Ashley, d => d.AddAsync([first.Id], new("answer.pdf", _ => new MemoryStream("MZ and more"u8.ToArray()))))).Succeeded.ShouldBeFalse();
        await using var db = house.Open(world.System);
        (await db.Documents.CountAsync()).ShouldBe(1);
    }

    private static Task<Result<Guid>> AddAsync(House house, ICallContext who, IReadOnlyList<Guid> cases) => house.AsAsync<VerificationDocuments, Result<Guid>>(who, d => d.AddAsync(cases, new("answer.pdf", _ => new MemoryStream(Files.Pdf))));

    private static Task<DocumentContent?> ContentAsync(House house, ICallContext who, Guid id) => house.AsAsync<DocumentQueries, DocumentContent?>(who, q => q.ContentAsync(id));
}
