using MedDist.Core.Integrations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>A postal address as it is typed.</summary>
public sealed record AddressEntry(string? Line1 = null, string? Line2 = null, string? City = null, string? State = null, string? PostalCode = null)
{
    public bool IsEmpty => new[] { Line1, Line2, City, State, PostalCode }.All(string.IsNullOrWhiteSpace);

    public static AddressEntry Of(Address? address) => address is null ? new() : new(address.Line1, address.Line2, address.City, address.State, address.PostalCode);

    /// <summary>The address; null where nothing stands there, or something wrong, which is added under <paramref name="field"/>.</summary>
    public Address? Read(string field, Dictionary<string, string[]> wrong)
    {
        if (IsEmpty)
        {
            return null;
        }

        var (state, zip) = (UsState.Read(State), Kernel.PostalCode.Read(PostalCode));
        (string Field, string? Problem)[] all =
        [
            (nameof(Line1), Missing(Line1, "Write the street and number.")), (nameof(City), Missing(City, "Write the town.")), (nameof(State), state.Problem), (nameof(PostalCode), zip.Problem),
        ];
        foreach (var (name, problem) in all.Where(a => a.Problem is not null))
        {
            wrong[$"{field}.{name}"] = [problem!];
        }

        return all.Any(a => a.Problem is not null) ? null : new(Line1!.Trim(), Line2.OrNull(), City!.Trim(), state.Value!, zip.Value!);
    }

    private static string? Missing(string? text, string problem) => string.IsNullOrWhiteSpace(text) ? problem : null;
}

/// <summary>Contacts as they are typed.</summary>
public static class PlaceContacts
{
    public const int Most = 20;

    /// <summary>Those that say anything, with phone numbers as they are stored; what is wrong is added under <c>Contacts[i]</c>.</summary>
    public static IReadOnlyList<PlaceContact> Read(IReadOnlyList<PlaceContact> typed, Dictionary<string, string[]> wrong)
    {
        List<PlaceContact> read = [];
        foreach (var (contact, i) in typed.Take(Most).Select((c, i) => (c, i)))
        {
            if (new[] { contact.Name, contact.Role, contact.Phone, contact.Email }.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var phone = contact.Phone.OrNull() is { } number ? PhoneNumber.Read(number) : null;
            (string Field, string? Problem)[] all =
            [
                ("Name", string.IsNullOrWhiteSpace(contact.Name) ? "Write their name, or take the line out." : null), ("Phone", phone?.Problem),
                ("Email", contact.Email.OrNull() is { } mail ? MailAddresses.Problem(mail) : null),
            ];
            foreach (var (field, problem) in all.Where(a => a.Problem is not null))
            {
                wrong[$"Contacts[{i}].{field}"] = [problem!];
            }

            read.Add(new(contact.Name.Trim(), contact.Role.OrNull(), phone?.Value, contact.Email.OrNull()));
        }

        return read;
    }
}
