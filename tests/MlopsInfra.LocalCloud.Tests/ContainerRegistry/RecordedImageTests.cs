using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>What a recorded image holds, seen as a client of a registry sees it: by manifest, configuration and layers.</summary>
public sealed class RecordedImageTests
{
    [Fact]
    public async Task An_image_has_the_files_and_the_configuration_that_its_Dockerfile_says()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        var run = await BuildContextFiles.BuildAsync(rest, "scoring:7", ("Dockerfile", """
            # escape=`
            ARG TAG=3.11-slim
            FROM python:${TAG} AS base
            # A comment between the lines of an instruction is none of it.
            ENV GREETING="good day" `
            # like this one
                PLAIN=a\ b OTHER=$GREETING
            ENV OLD one value
            WORKDIR /opt
            WORKDIR app
            COPY --chown=1000:1000 src .
            COPY ["model file.txt", "./models/"]
            COPY *.md /docs/
            FROM base
            LABEL mlops.model="pump:3" org.opencontainers.image.revision=abc
            EXPOSE 5001 9000/udp
            COPY --from=base /opt/app/score.py /copy/renamed.py
            USER 1000
            HEALTHCHECK --interval=1m30s --retries=2 CMD ["python", "check.py"]
            CMD ["--port", "5001"]
            ENTRYPOINT ["python", "score.py"]
            """.Replace("\\ ", "` ", StringComparison.Ordinal)),
            ("src/score.py", "print(1)"), ("src/deep/data.json", "{}"), ("src/deep/cache.pyc", "x"), ("model file.txt", "m"),
            ("README.md", "r"), ("notes.md", "n"), (".dockerignore", "**/*.pyc\n*.md\n!README.md\n"));
        Assert.True((string?)run["status"] == "Succeeded", run.ToJsonString());

        var (manifest, configuration, files) = await RegistryPull.ImageAsync(rest, "scoring", "7");

        Assert.Equal("application/vnd.docker.distribution.manifest.v2+json", (string?)manifest["mediaType"]);
        Assert.Equal(["copy/renamed.py=print(1)", "docs/README.md=r", "opt/app/deep/data.json={}",
            "opt/app/models/model file.txt=m",
            "opt/app/score.py=print(1)"], files);
        var config = configuration["config"]!;
        Assert.Equal(["GREETING=good day", "PLAIN=a b", "OTHER=", "OLD=one value"],
            config["Env"]!.AsArray().Select(each => (string)each!));
        Assert.Equal(["python", "score.py"], config["Entrypoint"]!.AsArray().Select(each => (string)each!));
        Assert.Equal(["--port", "5001"], config["Cmd"]!.AsArray().Select(each => (string)each!));
        Assert.Equal(("/opt/app", "1000", "pump:3"),
            ((string?)config["WorkingDir"], (string?)config["User"], (string?)config["Labels"]!["mlops.model"]));
        Assert.Equal(["5001/tcp", "9000/udp"], config["ExposedPorts"]!.AsObject().Select(each => each.Key));
        Assert.Equal(90_000_000_000, (long)config["Healthcheck"]!["Interval"]!);
    }

    [Fact]
    public async Task The_same_content_has_the_same_digest_and_an_argument_makes_another_one()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        (string, string)[] files = [("Dockerfile", "FROM scratch\nARG V=1\nENV VERSION=$V\nCOPY a /\n"), ("a", "1")];

        var first = await BuildContextFiles.BuildAsync(rest, "one:1", files);
        var second = await BuildContextFiles.BuildAsync(rest, "two:2", files);
        var upload = await BuildContextFiles.UploadUrlAsync(rest);
        await new BlobClient(new Uri((string)upload["uploadUrl"]!),
            rest.BlobOptions()).UploadAsync(BuildContextFiles.Pack(files));
        var other = await BuildContextFiles.RunAsync(rest, (string)upload["relativePath"]!, "Dockerfile", "three:3", ("V", "2"));

        Assert.Equal(RegistryPull.DigestOf(first), RegistryPull.DigestOf(second));
        Assert.NotEqual(RegistryPull.DigestOf(first), RegistryPull.DigestOf(other));
    }

    [Fact]
    public async Task An_image_built_from_a_recorded_one_inherits_its_files_and_its_configuration()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        await BuildContextFiles.BuildAsync(rest, "base:1",
            ("Dockerfile", "FROM scratch\nENV A=1\nWORKDIR /app\nCOPY a b ./\nENTRYPOINT [\"run\"]\nONBUILD COPY late /late\n"),
            ("a", "1"), ("b", "2"));

        var run = await BuildContextFiles.BuildAsync(rest, "child:1",
            ("Dockerfile", "FROM crmlops.azurecr.io/base:1\nENV B=${A}2\nCOPY b .\n"), ("b", "3"), ("late", "4"));

        Assert.True((string?)run["status"] == "Succeeded", run.ToJsonString());
        var (_, configuration, files) = await RegistryPull.ImageAsync(rest, "child", RegistryPull.DigestOf(run));
        Assert.Equal(["app/a=1", "app/b=3", "late=4"], files);
        Assert.Equal(["A=1", "B=12"], configuration["config"]!["Env"]!.AsArray().Select(each => (string)each!));
        Assert.Equal("run", (string?)configuration["config"]!["Entrypoint"]![0]);
    }

    [Fact]
    public async Task An_image_is_imported_by_digest_into_another_registry_and_pulled_there()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        const string Other = RestCloud.Registry + "prod";
        await rest.SeedAsync(Other,
            """{"location":"westeurope","sku":{"name":"Basic"},"properties":{"adminUserEnabled":true}}""");
        var run = await BuildContextFiles.BuildAsync(rest, "scoring:7", ("Dockerfile", "FROM scratch\nCOPY a /\n"), ("a", "1"));
        var body = new JsonObject
        {
            ["source"] =
                new JsonObject { ["resourceId"] = RestCloud.Registry, ["sourceImage"] = $"scoring@{RegistryPull.DigestOf(run)}" },
            ["targetTags"] = new JsonArray("scoring:release"),
        };

        var imported = await rest.SendAsync(HttpMethod.Post, $"{Other}/importImage?api-version=2025-11-01", body);
        var again = await rest.SendAsync(HttpMethod.Post, $"{Other}/importImage?api-version=2025-11-01", body);
        body["source"]!["sourceImage"] = "scoring@sha256:" + new string('0', 64);
        var absent = await rest.SendAsync(HttpMethod.Post, $"{Other}/importImage?api-version=2025-11-01", body);

        Assert.Equal((202, 409, 404), (imported.Status, again.Status, absent.Status));
        Assert.Equal(["a=1"], (await RegistryPull.ImageAsync(rest, "scoring", "release", "crmlopsprod")).Files);
    }
}
