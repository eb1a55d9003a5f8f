using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>
/// The tables that a query finds: those of Azure, which may be empty, those that the workspace has of its own, and whatever holds
/// rows.
/// </summary>
/// <param name="files">The rows.</param>
/// <param name="cloud">The cloud.</param>
/// <param name="scope">What the query looks at.</param>
/// <param name="times">The time that it looks at.</param>
internal sealed class WorkspaceTables(LogFiles files, CloudContext cloud, QueryScope scope, QueryTimes times) : IKustoTables
{
    private const string Time = "TimeGenerated";
    private const string TimeMember = $"\"{Time}\":\"";

    private readonly Dictionary<string, KustoTable?> _read = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => files.Tables(scope.Workspace);

    /// <inheritdoc/>
    public KustoTable? Find(string name)
    {
        if (!_read.TryGetValue(name, out var table)) _read[name] = table = Read(name);
        return table;
    }

    private KustoTable? Read(string name)
    {
        if (scope.Component is not null && ClassicTables.Table(name) is { } present)
        {
            var table = Rows(present);
            return table with { Columns = [.. table.Columns.Select(column =>
                column with { Name = ClassicTables.Column(present, column.Name) })] };
        }

        return LogTables.IsOfAzure(name) || LogColumns.Knows(name) || Declared(name) is not null
            || files.Tables(scope.Workspace).Contains(name)
                ? Rows(name) : null;
    }

    private KustoTable Rows(string name)
    {
        var schema = LogColumns.Of(name);
        var rows = files.Read(scope.Workspace, name, MayBeWithin).Where(IsSeen).ToList();
        List<LogColumn> columns = [.. schema.Columns, .. Columns(Declared(name))];
        if (schema.IsOpen)
            columns.AddRange(rows.SelectMany(row => row).Where(pair => pair.Value is not null)
                .DistinctBy(pair => pair.Key).Select(pair => new LogColumn(pair.Key, TypeOf(pair.Key, pair.Value!))));
        columns = [.. columns.DistinctBy(column => column.Name)];
        return new KustoTable(columns, [.. rows.Select(row => columns.Select(column =>
            KustoValues.FromJson(row.TryGetPropertyValue(column.Name, out var value) ? value : null, column.Type)).ToArray())],
            schema.IsOpen);
    }

    // To look for the time in a line costs a tenth of reading it as JSON. Where a member of a dynamic value has the same name,
    // the line has to be read.
    private bool MayBeWithin(string line)
    {
        if (times == QueryTimes.All) return true;
        var at = line.IndexOf(TimeMember, StringComparison.Ordinal);
        if (at < 0 || line.LastIndexOf(TimeMember, StringComparison.Ordinal) != at) return true;
        var from = at + TimeMember.Length;
        var end = line.IndexOf('"', from);
        return end < 0 || KustoLiterals.Moment(line[from..end]) is not { } time || times.Includes(time);
    }

    private bool IsSeen(JsonObject row) =>
        (scope.Component is null
            || scope.Component.AppId.Equals(row["ResourceGUID"].AsText(), StringComparison.OrdinalIgnoreCase))
        && (times == QueryTimes.All || (KustoLiterals.Moment(row[Time].AsText() ?? "") is { } time && times.Includes(time)));

    private JsonObject? Declared(string name) =>
        cloud.Find($"{scope.Resource.Value}/tables/{name}")?.Body;

    private static IEnumerable<LogColumn> Columns(JsonObject? table) =>
        table is null ? [] : table.Objects("properties.schema.columns")
        .Where(column => column.Text("name") is not null)
        .Select(column => new LogColumn(column.Text("name")!,
            KustoLiterals.TypeOf(column.Text("type")?.ToLowerInvariant() ?? "") ?? ColumnType.String));

    private static ColumnType TypeOf(string name, JsonNode value) => value.GetValueKind() switch
    {
        _ when LogColumns.TypeOf(name) is not ColumnType.Dynamic and var said => said,
        JsonValueKind.String => ColumnType.String,
        JsonValueKind.Number => ColumnType.Real,
        JsonValueKind.True or JsonValueKind.False => ColumnType.Bool,
        _ => ColumnType.Dynamic,
    };
}
