namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>
/// The columns that tables have, whether they hold rows or not (<c>log-columns.txt</c>). Tables that are not listed there have
/// the standard columns and those of their rows.
/// </summary>
internal static class LogColumns
{
    private static readonly Lazy<Dictionary<string, LogTableSchema>> All = new(Read);

    /// <summary>What is known of a table.</summary>
    /// <param name="table">Its name.</param>
    public static LogTableSchema Of(string table) =>
        All.Value.TryGetValue(table, out var schema) ? schema : new LogTableSchema(All.Value["standard"].Columns, IsOpen: true);

    /// <summary>Whether the columns of a table are listed.</summary>
    /// <param name="table">Its name.</param>
    public static bool Knows(string table) => All.Value.ContainsKey(table);

    /// <summary>
    /// The type of a column that nothing says a type of: by the suffix that Azure gives the columns of custom logs.
    /// </summary>
    /// <param name="name">The column.</param>
    public static ColumnType TypeOf(string name) => name.Length < 2 ? ColumnType.Dynamic : name[^2..] switch
    {
        "_s" or "_g" => ColumnType.String,
        "_d" => ColumnType.Real,
        "_b" => ColumnType.Bool,
        "_t" => ColumnType.DateTime,
        _ => ColumnType.Dynamic,
    };

    private static Dictionary<string, LogTableSchema> Read()
    {
        using var stream = typeof(LogColumns).Assembly.GetManifestResourceStream("log-columns.txt")
            ?? throw new InvalidOperationException("The list of columns is not part of the assembly.");
        using var reader = new StreamReader(stream);
        Dictionary<string, LogTableSchema> tables = [];
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#' || line.Split(" = ") is not [var name, var columns]) continue;
            string[] words = columns.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            tables[name] = new LogTableSchema([.. words.SelectMany(word => Columns(tables, word))], words.Contains("*"));
        }

        return tables;
    }

    private static IEnumerable<LogColumn> Columns(Dictionary<string, LogTableSchema> tables, string word) => word switch
    {
        "*" => [],
        ['@', .. var other] => tables[other].Columns,
        _ when word.Split(':') is [var name, var type] => [new LogColumn(name, Enum.Parse<ColumnType>(type, ignoreCase: true))],
        _ => [new LogColumn(word, ColumnType.String)],
    };
}
