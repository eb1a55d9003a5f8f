using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;

namespace MlopsInfra.Cli.Tickets;

/// <summary>Work items of an Azure DevOps project (REST API 7.1).</summary>
/// <param name="collection">Address of the organization, with a slash at its end.</param>
/// <param name="project">The project.</param>
/// <param name="token">A token that may write work items.</param>
internal sealed class AzureDevOpsWorkItems(Uri collection, string project, string token) : ITicketSystem
{
    private const string Version = "api-version=7.1";
    private const string Json = "application/json";
    private const string Patch = "application/json-patch+json";

    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    // Issue in the processes Basic, Agile and CMMI; Scrum has none.
    private static readonly string[] Types = ["Issue", "Bug", "Task"];

    private readonly TicketClient _client =
        new("Azure DevOps", token, new Dictionary<string, string> { ["Accept"] = Json });

    /// <inheritdoc/>
    public string Place => $"work items of {project}";

    /// <inheritdoc/>
    public async Task<Ticket> WriteAsync(TicketText text, CancellationToken cancellationToken)
    {
        if (await FindAsync(text, cancellationToken) is not { } id)
        {
            var opened = await _client.SendAsync(RequestMethod.Post,
                Url($"workitems/${Uri.EscapeDataString(await TypeAsync(cancellationToken))}"), new JsonArray(
                    Add("System.Title", text.Title), Add("System.Description", text.Html()),
                    Add("System.Tags", $"{TicketText.Label}; {text.Marker}")), Patch, cancellationToken);
            return new Ticket(PageOf((int)opened["id"]!), TicketChange.Opened);
        }

        var item = await _client.SendAsync(
            RequestMethod.Get, Url($"workitems/{id}", "fields=System.ChangedDate"), null, Json, cancellationToken);
        var changed = DateTimeOffset.Parse((string)item["fields"]!["System.ChangedDate"]!, CultureInfo.InvariantCulture);
        if (TimeProvider.System.GetUtcNow() - changed < Quiet) return new Ticket(PageOf(id), TicketChange.None);
        // A comment, as the form's discussion shows it.
        await _client.SendAsync(RequestMethod.Patch, Url($"workitems/{id}"),
            new JsonArray(Add("System.History", text.Html())), Patch, cancellationToken);
        return new Ticket(PageOf(id), TicketChange.Commented);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<int?> FindAsync(TicketText text, CancellationToken cancellationToken)
    {
        var marker = text.Marker.Replace("'", "''", StringComparison.Ordinal);
        var query = "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project "
            + $"AND [System.Tags] CONTAINS '{TicketText.Label}' AND [System.Tags] CONTAINS '{marker}' "
            + "AND [System.State] NOT IN ('Closed', 'Done', 'Resolved', 'Removed') ORDER BY [System.Id] DESC";
        var found = await _client.SendAsync(RequestMethod.Post, Url("wiql", "$top=1"), new JsonObject { ["query"] = query }, Json,
            cancellationToken);
        return found["workItems"] is JsonArray { Count: > 0 } items ? (int)items[0]!["id"]! : null;
    }

    private async Task<string> TypeAsync(CancellationToken cancellationToken)
    {
        var listed = await _client.SendAsync(RequestMethod.Get, Url("workitemtypes"), null, Json, cancellationToken);
        var names = listed["value"]!.AsArray().Select(type => (string?)type?["name"]).ToList();
        return Types.FirstOrDefault(names.Contains) ?? throw new CliException(ExitCode.Failed, "TicketRefused",
            $"The project {project} has no type of work items named {string.Join(", ", Types)}.");
    }

    private Uri Url(string path, string? query = null) => new(collection,
        $"{Uri.EscapeDataString(project)}/_apis/wit/{path}?{(query is null ? "" : $"{query}&")}{Version}");

    private Uri PageOf(int id) => new(collection, $"{Uri.EscapeDataString(project)}/_workitems/edit/{id}");

    private static JsonObject Add(string field, string value) =>
        new() { ["op"] = "add", ["path"] = $"/fields/{field}", ["value"] = value };
}
