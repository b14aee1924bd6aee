namespace MedDist.Data.Demo;

/// <summary>Parts that made-up people and addresses are put together from.</summary>
internal static class DemoNames
{
    public static readonly string[] First =
    [
        "Adele", "Agnes", "Albert", "Alice", "Alma", "Amos", "Andrea", "Anita", "Arthur", "Beatrice", "Bernard", "Bertha", "Calvin", "Carla", "Carmen", "Cecil",
        "Celia", "Chester", "Clara", "Clifford", "Cora", "Curtis", "Daisy", "Delia", "Dennis", "Dolores", "Doris", "Earl", "Edith", "Edwin", "Elaine", "Elias",
        "Ella", "Elmer", "Elsie", "Emil", "Esther", "Eugene", "Eva", "Felix", "Flora", "Floyd", "Frances", "Gerald", "Gladys", "Glenda", "Gloria", "Grace",
        "Harold", "Harvey", "Hazel", "Helena", "Henry", "Herman", "Hilda", "Hugo", "Ida", "Inez", "Irene", "Iris", "Isaac", "Ivan", "Jacob", "Jasmine",
        "Joan", "Joel", "Jorge", "Josefina", "Juanita", "Julius", "Kenneth", "Lamar", "Laura", "Leah", "Leonard", "Leroy", "Lillian", "Lorraine", "Louis", "Lucille",
        "Luis", "Lydia", "Mabel", "Manuel", "Marian", "Marvin", "Maxine", "Melvin", "Mildred", "Milton", "Miriam", "Morris", "Myrtle", "Nadine", "Naomi", "Nathan",
        "Nelson", "Nina", "Nora", "Norman", "Olga", "Oscar", "Otis", "Pauline", "Percy", "Ralph", "Ramona", "Raymond", "Rosa", "Roy", "Ruben", "Russell",
        "Ruth", "Sadie", "Salvador", "Sidney", "Stella", "Sylvia", "Terrence", "Theodore", "Thelma", "Vera", "Vernon", "Victor", "Viola", "Wallace", "Walter", "Wilma",
    ];

    public static readonly string[] Last =
    [
        "Abbott", "Acosta", "Adkins", "Albright", "Alston", "Ames", "Andersen", "Archer", "Atwood", "Avery", "Bagley", "Baldwin", "Barnett", "Barrios", "Bauer", "Beasley",
        "Benson", "Bishop", "Blackwell", "Bowman", "Brandt", "Briggs", "Bryant", "Burke", "Cabrera", "Calloway", "Cantu", "Carver", "Castillo", "Chang", "Choi", "Clayton",
        "Conrad", "Cooke", "Cordova", "Crane", "Dalton", "Dawson", "Delgado", "Dempsey", "Dillard", "Dorsey", "Doyle", "Drake", "Duarte", "Eastman", "Ellison", "Emerson",
        "Escobar", "Espinoza", "Farley", "Farrell", "Fields", "Fischer", "Fleming", "Fowler", "Frost", "Fuentes", "Gaines", "Galloway", "Garner", "Gibbs", "Goodwin", "Graves",
        "Greer", "Guerra", "Hale", "Hanson", "Harmon", "Hartley", "Hatfield", "Hayward", "Hendrix", "Herrera", "Hinton", "Holloway", "Hooper", "Huang", "Hubbard", "Ingram",
        "Jarvis", "Jennings", "Kaplan", "Keller", "Kendall", "Kirby", "Knapp", "Kowalski", "Lambert", "Landry", "Larsen", "Lawson", "Leblanc", "Lindgren", "Lockhart", "Lowery",
        "Lucero", "Lyons", "Madden", "Malone", "Marquez", "Massey", "Mayfield", "Mccall", "Mcneil", "Mercado", "Merritt", "Middleton", "Moody", "Morrow", "Mueller", "Nash",
        "Navarro", "Newell", "Nielsen", "Norwood", "Oconnell", "Ochoa", "Oneal", "Osborne", "Pacheco", "Paige", "Parrish", "Patton", "Pennington", "Petersen", "Pham", "Pittman",
        "Pollard", "Pruitt", "Quinn", "Ramsey", "Randolph", "Redmond", "Reyes", "Rhodes", "Roach", "Rosales", "Rowland", "Salazar", "Sampson", "Sawyer", "Schaefer", "Sexton",
        "Shepard", "Singleton", "Sloan", "Solis", "Sparks", "Stanton", "Stokes", "Sutton", "Tanaka", "Thornton", "Tibbs", "Trevino", "Underwood", "Valdez", "Vance", "Velasquez",
        "Vinson", "Walton", "Ware", "Weiss", "Whitaker", "Wiley", "Winters", "Yates", "Yoon", "Zamora", "Zimmerman",
    ];

    public static readonly string[] Streets =
    [
        "Alder Street", "Birchwood Lane", "Briar Court", "Cedar Avenue", "Clover Road", "Cottonwood Drive", "Elm Street", "Fern Hollow Road", "Foxglove Way", "Garnet Street",
        "Hawthorn Avenue", "Hickory Lane", "Juniper Court", "Larkspur Drive", "Laurel Street", "Linden Avenue", "Maple Street", "Meadowlark Lane", "Millstone Road", "Orchard Street",
        "Pebble Creek Road", "Quarry Lane", "Ridge Avenue", "Sycamore Street", "Thistle Court", "Walnut Street", "Willow Bend", "Windmill Road",
    ];
}
