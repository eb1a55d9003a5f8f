using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;

namespace MlopsInfra.Cli.Tickets;

/// <summary>Issues of a GitHub repository (REST API, version 2022-11-28).</summary>
/// <param name="api">Address of the API, with a slash at its end.</param>
/// <param name="repository"><c>OWNER/NAME</c>.</param>
/// <param name="token">A token that may write issues.</param>
internal sealed class GitHubIssues(Uri api, string repository, string token) : ITicketSystem
{
    private const int PageSize = 100;
    private const string Json = "application/json";

    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    private readonly TicketClient _client = new("GitHub", token, new Dictionary<string, string>
    {
        ["Accept"] = "application/vnd.github+json", ["X-GitHub-Api-Version"] = "2022-11-28",
    });

    /// <inheritdoc/>
    public string Place => $"issues of {repository}";

    private Uri Issues => new(api, $"repos/{repository}/issues");

    /// <inheritdoc/>
    public async Task<Ticket> WriteAsync(TicketText text, CancellationToken cancellationToken)
    {
        if (await FindAsync(text, cancellationToken) is not { } open)
        {
            var opened = await _client.SendAsync(RequestMethod.Post, Issues, new JsonObject
            {
                ["title"] = text.Title, ["body"] = text.Markdown(), ["labels"] = new JsonArray(TicketText.Label),
            }, Json, cancellationToken);
            return new Ticket(PageOf(opened), TicketChange.Opened);
        }

        var changed = DateTimeOffset.Parse((string)open["updated_at"]!, CultureInfo.InvariantCulture);
        if (TimeProvider.System.GetUtcNow() - changed < Quiet) return new Ticket(PageOf(open), TicketChange.None);
        await _client.SendAsync(RequestMethod.Post, new Uri($"{Issues}/{open["number"]}/comments"),
            new JsonObject { ["body"] = text.Markdown() }, Json, cancellationToken);
        return new Ticket(PageOf(open), TicketChange.Commented);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<JsonNode?> FindAsync(TicketText text, CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var query = new Uri($"{Issues}?state=open&labels={TicketText.Label}&per_page={PageSize}&page={page}");
            var listed = (await _client.SendAsync(RequestMethod.Get, query, null, Json, cancellationToken)).AsArray();
            // Pull requests are listed with the issues.
            var found = listed.FirstOrDefault(issue => issue?["pull_request"] is null
                && ((string?)issue?["body"])?.Contains($"<!-- {text.Marker} -->", StringComparison.Ordinal) == true);
            if (found is not null || listed.Count < PageSize) return found;
        }
    }

    private static Uri PageOf(JsonNode issue) => new((string)issue["html_url"]!);
}
