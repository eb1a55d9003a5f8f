using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops local serve</c>: an address that answers until Ctrl+C.</summary>
public sealed partial class ServeTests(DevStack dev) : IClassFixture<DevStack>
{
    [Fact]
    public async Task It_prints_its_address_and_answers_until_Ctrl_C()
    {
        if (!ProcessExtensions.CanInterrupt) Assert.Skip("kill -INT needs a Unix.");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var serve = dev.Mlops.Start("local", "serve", "dev", "--store", dev.Mlops.Store);
        var address = Address().Match(await serve.UntilPrintedAsync("Local cloud of stack dev: ", patience.Token)).Value;
        var metadata = Address().Match(await serve.UntilPrintedAsync("Cloud metadata: ", patience.Token)).Value;
        var certificate = (await serve.UntilPrintedAsync("Certificate to trust: ", patience.Token)).Split(": ", 2)[1];
        await serve.UntilPrintedAsync("Jobs, container groups and online deployments are executed on this machine",
            patience.Token);

        using var client = Trusting(certificate);
        var cloud = await client.GetFromJsonAsync<JsonElement>(metadata, patience.Token);
        var endpoints = cloud.ValueKind == JsonValueKind.Array ? cloud[0] : cloud;
        Assert.StartsWith(address.TrimEnd('/'), endpoints.GetProperty("resourceManager").GetString(), StringComparison.Ordinal);
        using var unsigned = await client.GetAsync(new Uri($"{address}subscriptions?api-version=2022-12-01"), patience.Token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, unsigned.StatusCode);

        await serve.InterruptAsync(patience.Token);
        var end = (await serve.EndAsync(patience.Token)).ExitsWith(0);
        Assert.Empty(end.Error);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(metadata), patience.Token));

        // Who trusts it now trusts the next one, too.
        using var next = dev.Mlops.Start("local", "serve", "dev", "--store", dev.Mlops.Store);
        var there = Address().Match(await next.UntilPrintedAsync("Local cloud of stack dev: ", patience.Token)).Value;
        var export = await next.UntilPrintedAsync("  export REQUESTS_CA_BUNDLE=", patience.Token);
        Assert.Contains(certificate, export, StringComparison.Ordinal);
        var hosts = await next.UntilPrintedAsync("  127.0.0.1 ", patience.Token);
        Assert.Contains(".blob.localhost", hosts, StringComparison.Ordinal);
        using var again = await client.GetAsync(new Uri($"{there}metadata/endpoints?api-version=2022-09-01"), patience.Token);
        Assert.True(again.IsSuccessStatusCode);
        await next.InterruptAsync(patience.Token);
        (await next.EndAsync(patience.Token)).ExitsWith(0);
    }

    [Fact]
    public async Task As_JSON_it_prints_one_document_and_the_store_is_its_own_meanwhile()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var serve = dev.Mlops.Start("local", "serve", "dev", "--json", "--store", dev.Mlops.Store);
        var text = "";
        while (!text.EndsWith("\n}", StringComparison.Ordinal))
            text += "\n" + await serve.StandardOutput.ReadLineAsync(patience.Token);
        Assert.Equal("{stack,operation,address,metadata,certificate,executor,"
            + "environment:{REQUESTS_CA_BUNDLE,SSL_CERT_FILE,NODE_EXTRA_CA_CERTS},hosts:[]}",
            JsonShape.Of(JsonDocument.Parse(text).RootElement));

        // Reviews only look; what needs the store itself can't have it meanwhile, and is told who has it.
        var review = Path.Combine(dev.Mlops.Store, "review.md");
        (await dev.Mlops.LocalAsync("preview", "dev", "--markdown", review, "--json")).ExitsWith(0);
        var second = (await dev.Mlops.LocalAsync("serve", "dev", "--json")).ExitsWith(1).Json().GetProperty("error");
        Assert.Equal("StoreLocked", second.GetProperty("code").GetString());
        Assert.Contains($"process {serve.Id} (mlops local serve dev --json", second.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        serve.Kill(entireProcessTree: true);
        await serve.WaitForExitAsync(patience.Token);
    }

    private static HttpClient Trusting(string certificate)
    {
        var trusted = X509CertificateLoader.LoadCertificateFromFile(certificate);
        return new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback =
                (_, shown, _, _) => shown is not null && shown.GetCertHashString() == trusted.GetCertHashString(),
        });
    }

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Address();
}
