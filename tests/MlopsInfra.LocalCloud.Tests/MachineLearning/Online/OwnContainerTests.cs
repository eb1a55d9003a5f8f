using Azure;
using MlopsInfra.LocalCloud.Tests.ContainerRegistry;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>Deployments of images that have a server of their own.</summary>
public sealed class OwnContainerTests
{
    [Fact]
    public async Task An_image_of_the_workspaces_registry_answers_with_its_own_server()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.Rest.SeedAsync(RestCloud.Registry,
            """{"location":"westeurope","sku":{"name":"Basic"},"properties":{"adminUserEnabled":true}}""");
        var run = await BuildContextFiles.BuildAsync(cloud.Rest, "own:1", ("Dockerfile", """
            FROM python:3.11-slim
            WORKDIR /app
            COPY server.py .
            EXPOSE 8501
            ENTRYPOINT ["python", "/app/server.py"]
            CMD ["0.0.0.0", "8501"]
            """), ("server.py", """
            import http.server, os, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200 if self.path == "/alive" else 404)
                    self.end_headers()
                def do_POST(self):
                    self.rfile.read(int(self.headers["Content-Length"]))
                    with open(os.path.join(os.environ["MODEL"], "model", "word.txt")) as file:
                        body = file.read().encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.HTTPServer((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
            """));
        await cloud.Rest.PutAsync($"{RestCloud.Workspace}/environments/own/versions/1", Environment("own:1"));
        await cloud.Rest.PutAsync($"{RestCloud.Workspace}/environments/own/versions/2", Environment("lost:1"));
        await cloud.EndpointAsync();
        // Both listen at the same port of their containers.
        foreach (var name in (string[])["blue", "green"]) await DeployAsync(cloud, name, "1");
        await cloud.TrafficAsync(new { blue = 50, green = 50 });
        var key = await cloud.KeyAsync();

        var answer = await cloud.ScoreAsync("[]", key, "/v1/predict");
        var lost = await Assert.ThrowsAsync<RequestFailedException>(() => DeployAsync(cloud, "red", "2"));

        Assert.Equal("Succeeded", (string?)run["status"]);
        Assert.Equal((200, "red"), (answer.Status, answer.Body));
        Assert.Equal(2, cloud.Running.Count);
        Assert.Equal("BadArgument", lost.ErrorCode);
        Assert.Contains("crmlops.azurecr.io/lost:1", lost.Message, StringComparison.Ordinal);
    }

    private static Task DeployAsync(OnlineCloud cloud, string name, string version) =>
        cloud.DeployAsync(name, change: deployment =>
    {
        deployment.Remove("codeConfiguration");
        deployment["environmentId"] = $"{RestCloud.Workspace}/environments/own/versions/{version}";
        deployment["modelMountPath"] = "/var/models";
        deployment["environmentVariables"] =
            new System.Text.Json.Nodes.JsonObject { ["MODEL"] = "/var/models/pump/1" };
    });

    private static object Environment(string image) => new
    {
        image = $"crmlops.azurecr.io/{image}",
        inferenceConfig = new
        {
            livenessRoute = new { path = "/alive", port = 8501 },
            readinessRoute = new { path = "/alive", port = 8501 },
            scoringRoute = new { path = "/v1/predict", port = 8501 },
        },
    };
}
