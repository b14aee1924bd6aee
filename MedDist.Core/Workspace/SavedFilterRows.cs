namespace MedDist.Core.Workspace;

/// <summary>A saved view as its list shows it.</summary>
public sealed record SavedView(Guid Id, int Version, string Name, string Query, bool IsShared, bool IsMine, string OwnerName, bool MayChange, bool IsDefault);

/// <summary>Keeps a list under a name.</summary>
/// <param name="List">The list, for example <c>orders</c>.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Query">Its query string, without the page number and without a search that may be a name.</param>
/// <param name="IsShared">Whether colleagues see it.</param>
public sealed record SaveView(string List, string Name, string Query, bool IsShared);

/// <summary>Changes a view; what is null stays.</summary>
/// <param name="SeenVersion">The version that the caller has seen.</param>
/// <param name="Name">A new name.</param>
/// <param name="Query">The list to keep instead.</param>
/// <param name="IsShared">Whether colleagues see it.</param>
public sealed record ChangeView(int SeenVersion, string? Name = null, string? Query = null, bool? IsShared = null);
