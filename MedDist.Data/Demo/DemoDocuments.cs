using MedDist.Core.Documents;
using MedDist.Core.Organizations;

namespace MedDist.Data.Demo;

/// <summary>What recipients and organisations of the demo have handed in: most of what manufacturers ask for, so that some of it is missing. Records without files, on no order.</summary>
internal sealed class DemoDocuments(DemoTenant demo, DemoPlans plans)
{
    private const int OnFilePercent = 80;

    private readonly List<string> wanted = [.. demo.Suppliers.SelectMany(s => s.Maker.Requires).SelectMany(r => r.Documents ?? []).Distinct()];

    /// <summary>The documents of a recipient with an order on the way; finished orders ask for none.</summary>
    public IEnumerable<string> NamesOf(DemoPerson person)
    {
        if (plans.OrdersOf(person.Number).All(p => p.IsOver))
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Document, person.Number);
        foreach (var name in wanted)
        {
            if (dice.Chance(OnFilePercent))
            {
                yield return name;
            }
        }
    }

    /// <summary>The documents of an organisation: the hospital has not handed in its tax form.</summary>
    public static IEnumerable<string> NamesOf(Organization organization) =>
        DemoSuppliers.OnboardingDocuments.Where(d => d != DemoSuppliers.TaxForm || organization.Type != OrganizationType.Hospital);

    public IEnumerable<Document> Rows(DemoPerson person)
    {
        var dice = demo.Dice(DiceStream.Document, person.Number, 1);
        return NamesOf(person).Select((name, i) => Row(dice.Id(demo.Calendar.Today.AddDays(-30), person.Number * 20L + i), DocumentOwner.Recipient, person.Id, name));
    }

    public IEnumerable<Document> Rows(IEnumerable<Organization> organizations) => organizations.SelectMany((organization, rank) =>
    {
        var dice = demo.Dice(DiceStream.Document, -1 - rank);
        return NamesOf(organization).Select((name, i) => Row(dice.Id(demo.Calendar.Today.AddDays(-400), rank * 20L + i), DocumentOwner.Organization, organization.Id, name));
    });

    private static Document Row(Guid id, DocumentOwner owner, Guid ownerId, string name) => new() { Id = id, Type = DocumentType.Other, OwnerType = owner, OwnerId = ownerId, RequirementName = name };
}
