using MedDist.Core.Reports.Exports;

namespace MedDist.Core.Users;

/// <summary>The list of users as a file.</summary>
public sealed class UserExport(UserQueries queries) : ExportSource<UserRow>
{
    public override string Kind => "users";

    public override string Title => "Users";

    public override string Path => "/users";

    public override bool MayExport(Role? role) => UserPermissions.MayManage(role);

    protected override IReadOnlyList<ExportColumn<UserRow>> Columns { get; } =
    [
        new("name", "Name", ExportKind.Text, r => r.FullName),
        new("email", "E-mail", ExportKind.Text, r => r.Email, 28),
        new("role", "Role", ExportKind.Text, r => r.Role.Label()),
        new("state", "State", ExportKind.Text, r => r.State.ToString(), 12),
        new("npi", "NPI", ExportKind.Code, r => r.Npi),
        new("places", "Places", ExportKind.Whole, r => r.Role.IsLimitedToAssignments() ? r.Places : null),
        new("ends", "First credential ends", ExportKind.Day, r => r.CredentialEndsOn),
    ];

    protected override async Task<ExportList<UserRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = UserFilter.Read(ask.Query["q"], ask.Query["role"], ask.Query["state"]) with { Take = UserQueries.MaxPageSize };
        return new(
            ExportRows.Criteria(("Search", filter.Search), ("Role", filter.Role?.Label()), ("State", filter.State?.ToString())), "By name", (await queries.ListAsync(filter with { Take = 1 }, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
