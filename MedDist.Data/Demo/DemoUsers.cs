using MedDist.Core.Organizations;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>The users of the demo and what they are assigned to.</summary>
internal static class DemoUsers
{
    /// <summary>The users of one tenant, or those of none.</summary>
    public static List<User> Of(Tenant? tenant, int key, string passwordHash, DateOnly today) =>
    [
        .. DemoSignIns.All.Where(s => s.Subdomain == tenant?.Subdomain).Select((s, i) => User(s, tenant?.Id, Dice.For(DiceStream.User, key, i), i, passwordHash, today)),
    ];

    /// <summary>Providers and office staff belong to the organisation of their e-mail's domain; sales reps share all of them out.</summary>
    public static IEnumerable<UserAssignment> Assignments(IReadOnlyList<User> users, IReadOnlyList<(Organization Row, string Domain)> organizations)
    {
        var reps = users.Where(u => u.Role == Role.SalesRep).ToList();
        for (var i = 0; i < organizations.Count; i++)
        {
            var (organization, domain) = organizations[i];
            foreach (var user in users.Where(u => WorksAt(u, domain)))
            {
                yield return Assign(user, organization, user.Role == Role.FacilityManager ? AssignmentRole.Admin : AssignmentRole.User, isPrimary: true);
            }

            yield return Assign(reps[i % reps.Count], organization, AssignmentRole.Viewer, isPrimary: false);
        }
    }

    public static bool WorksAt(User user, string domain) =>
        user.Role is Role.Provider or Role.FacilityManager && user.Email!.EndsWith($"@{domain}.example", StringComparison.Ordinal);

    private static User User(DemoSignIn who, Guid? tenantId, Dice dice, int rank, string passwordHash, DateOnly today)
    {
        var since = new DateTimeOffset(today.AddDays(-420 + rank), new TimeOnly(15, 0), TimeSpan.Zero);
        return new User
        {
            Id = dice.Id(today.AddDays(-420), rank),
            TenantId = tenantId,
            FullName = who.FullName,
            Role = who.Role,
            UserName = who.Email,
            NormalizedUserName = who.Email.ToUpperInvariant(),
            Email = who.Email,
            NormalizedEmail = who.Email.ToUpperInvariant(),
            EmailConfirmed = true,
            EmailVerifiedAt = since.AddHours(1),
            CreatedAt = since,
            PasswordHash = passwordHash,
            SecurityStamp = dice.Digits(16),
            ConcurrencyStamp = dice.Digits(16),
            LockoutEnabled = true,
            PhoneNumber = DemoIdentifiers.Phone(dice, "312"),
            Npi = who.Role == Role.Provider && who.Email != DemoSignIns.WithoutNpi ? DemoIdentifiers.Npi(dice) : null,
            Ptan = who.Role == Role.Provider ? $"P{dice.Digits(7)}" : null,
        };
    }

    private static UserAssignment Assign(User user, Organization organization, AssignmentRole role, bool isPrimary) =>
        new() { UserId = user.Id, AssignableType = AssignableType.Organization, AssignableId = organization.Id, Role = role, IsPrimary = isPrimary };
}
