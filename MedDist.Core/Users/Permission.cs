namespace MedDist.Core.Users;

/// <summary>Something a role may do; pages ask for it as an authorization policy of the same name, services ask again.</summary>
public sealed record Permission(string Name, string Sentence, IReadOnlyList<Role> Roles)
{
    public bool Allows(Role? role) => role is { } known && Roles.Contains(known);
}
