using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>Why something with an organisation or facility did not happen.</summary>
public static class OrganizationFailures
{
    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: managing organisations and facilities. Ask the order coordinator.");

    public static readonly Failure NotFound = new Failure.NotFound("organisation");

    public static readonly Failure FacilityNotFound = new Failure.NotFound("facility");

    public static readonly Failure Stale = new Failure.Stale("organisation");

    public static readonly Failure FacilityStale = new Failure.Stale("facility");

    public static readonly Failure NoReason = new Failure.Invalid(nameof(SetAccountStatus.Reason), "Write a reason: who orders there reads it.");

    public static readonly Failure LastFacility = new Failure.RuleBroken("organizations.last_facility", "This is the organisation's only active facility: without, nobody there could order. Make the organisation inactive instead, or activate another facility first.");

    public static readonly Failure LastOrganization = new Failure.RuleBroken("organizations.last_organization", "This is the only active organisation: without, nobody could order. Activate another one first.");

    public static readonly Failure NoDocument = new Failure.Invalid(nameof(OrganizationEntry.ContractDocumentId), "This document is gone. Choose another one, or none.");

    public static Failure NameTaken(string name) => new Failure.Invalid(nameof(OrganizationEntry.Name), $"There is already an organisation called {name}. Search for it, or write a name that tells them apart.");

    public static Failure FacilityNameTaken(string name) => new Failure.Invalid(nameof(FacilityEntry.Name), $"This organisation already has a facility called {name}. Write a name that tells them apart.");
}
