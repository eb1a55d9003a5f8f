using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// The part of GitHub's REST API that comments on an issue use (GitHub REST API, "Issue comments"), on loopback.
/// </summary>
internal sealed class CommentsApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();

    private CommentsApi(WebApplication app) => _app = app;

    public List<JsonObject> Comments { get; } = [];

    /// <summary>Whether the token may write.</summary>
    public bool ReadOnly { get; set; }

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<CommentsApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new CommentsApi(builder.Build());
        api._app.MapGet("/repos/contoso/mlops/issues/7/comments",
            (int per_page, int page, HttpRequest request) => api.Answer(request, write: false, () =>
            new JsonArray([.. api.Comments.Skip((page - 1) * per_page).Take(per_page).Select(comment => comment.DeepClone())])));
        api._app.MapPost("/repos/contoso/mlops/issues/7/comments", async (HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            return api.Answer(request, write: true, () => api.Add("github-actions[bot]", body));
        });
        api._app.MapPatch("/repos/contoso/mlops/issues/comments/{id:int}", async (int id, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            return api.Answer(request, write: true, () =>
            {
                var comment = api.Comments.Single(comment => (int)comment["id"]! == id);
                comment["body"] = body;
                return comment.DeepClone();
            });
        });
        await api._app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public JsonNode Add(string user, string body)
    {
        var comment = new JsonObject
        {
            ["id"] = 1000 + Comments.Count,
            ["user"] = new JsonObject { ["login"] = user },
            ["body"] = body,
            ["html_url"] = $"https://github.example/contoso/mlops/pull/7#issuecomment-{1000 + Comments.Count}",
        };
        Comments.Add(comment);
        return comment.DeepClone();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<string> ReadAsync(HttpRequest request) =>
        (string)(await JsonNode.ParseAsync(request.Body))!["body"]!;

    private IResult Answer(HttpRequest request, bool write, Func<JsonNode> answer)
    {
        if (request.Headers.Authorization != "Bearer a-token")
            return Results.Json(new JsonObject { ["message"] = "Bad credentials" }, statusCode: 401);
        if (write && ReadOnly)
            return Results.Json(new JsonObject { ["message"] = "Resource not accessible by integration" }, statusCode: 403);
        lock (_lock) return Results.Json(answer());
    }
}
