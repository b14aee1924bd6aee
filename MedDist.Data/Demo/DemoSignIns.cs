using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>Somebody of the demo who can sign in with <see cref="DemoSignIns.Password"/>; without a subdomain, to the installation itself.</summary>
public sealed record DemoSignIn(string Email, string FullName, Role Role, string? Subdomain);

/// <summary>Everybody of the demo, for the sign-in page. Names are made up; <c>.example</c> addresses reach nobody (RFC 2606).</summary>
public static class DemoSignIns
{
    /// <summary>The password of every demo user. It is public: the demo must never hold anything real.</summary>
    public const string Password = "MedDist-demo-2026";

    /// <summary>Ashley, the order coordinator that the demo is told about.</summary>
    public const string Ashley = "ashley@acme.example";

    /// <summary>A provider whose NPI nobody has entered yet.</summary>
    public const string WithoutNpi = "murphy@larkspur.example";

    public static readonly IReadOnlyList<DemoSignIn> All =
    [
        new(Ashley, "Ashley Nguyen", Role.TenantAdmin, "acme"),
        new("marcus@acme.example", "Marcus Bell", Role.TenantAdmin, "acme"),
        new("helen@acme.example", "Helen Ortiz", Role.Viewer, "acme"),
        new("dana@acme.example", "Dana Whitfield", Role.SalesRep, "acme"),
        new("tom@acme.example", "Tom Alvarez", Role.SalesRep, "acme"),
        new("renee@acme.example", "Renee Castellanos", Role.SalesRep, "acme"),
        new("rivera@larkspur.example", "Elena Rivera, MD", Role.Provider, "acme"),
        new("hoffman@prairiefern.example", "Peter Hoffman, DPM", Role.Provider, "acme"),
        new("adeyemi@gatewell.example", "Tola Adeyemi, MD", Role.Provider, "acme"),
        new("kim@bluealder.example", "Susan Kim, MD", Role.Provider, "acme"),
        new("brandt@sunfield.example", "Julia Brandt, DPM", Role.Provider, "acme"),
        new("greene@magnoliapath.example", "Marcia Greene, NP", Role.Provider, "acme"),
        new("lindqvist@greatbirch.example", "Nils Lindqvist, MD", Role.Provider, "acme"),
        new("rossi@hudsonfern.example", "Carla Rossi, MD", Role.Provider, "acme"),
        new("delacruz@cypresslantern.example", "Ramon de la Cruz, MD", Role.Provider, "acme"),
        new("patel@highmeadow.example", "Anand Patel, DPM", Role.Provider, "acme"),
        new(WithoutNpi, "Kevin Murphy, NP", Role.Provider, "acme"),
        new("osei@gatewell.example", "Grace Osei, MD", Role.Provider, "acme"),
        new("frontdesk@larkspur.example", "Brenda Walsh", Role.FacilityManager, "acme"),
        new("supplies@gatewell.example", "Ivan Petrov", Role.FacilityManager, "acme"),
        new("office@sunfield.example", "Lupe Moreno", Role.FacilityManager, "acme"),
        new("office@greatbirch.example", "Hannah Schultz", Role.FacilityManager, "acme"),
        new("office@highmeadow.example", "Caleb Turner", Role.FacilityManager, "acme"),
        new("olivia@bluebird.example", "Olivia Chen", Role.TenantAdmin, "bluebird"),
        new("jonah@bluebird.example", "Jonah Reed", Role.TenantAdmin, "bluebird"),
        new("mei@bluebird.example", "Mei Tanaka", Role.Viewer, "bluebird"),
        new("carlos@bluebird.example", "Carlos Vega", Role.SalesRep, "bluebird"),
        new("paige@bluebird.example", "Paige Donnelly", Role.SalesRep, "bluebird"),
        new("sandoval@sagebrush.example", "Rita Sandoval, DPM", Role.Provider, "bluebird"),
        new("whitmore@redwoodhollow.example", "James Whitmore, MD", Role.Provider, "bluebird"),
        new("nakamura@rainharbor.example", "Yuki Nakamura, MD", Role.Provider, "bluebird"),
        new("flores@desertlantern.example", "Diego Flores, DPM", Role.Provider, "bluebird"),
        new("okoro@silverjuniper.example", "Ada Okoro, MD", Role.Provider, "bluebird"),
        new("hale@wasatchfern.example", "Robin Hale, NP", Role.Provider, "bluebird"),
        new("kahale@palmcove.example", "Leilani Kahale, MD", Role.Provider, "bluebird"),
        new("stone@boulderfork.example", "Erin Stone, MD", Role.Provider, "bluebird"),
        new("office@sagebrush.example", "Gabriel Ruiz", Role.FacilityManager, "bluebird"),
        new("office@rainharbor.example", "Tess Holloway", Role.FacilityManager, "bluebird"),
        new("office@desertlantern.example", "Maya Benally", Role.FacilityManager, "bluebird"),
        new("sam@meddist.example", "Sam Okafor", Role.SuperAdmin, null),
    ];
}
