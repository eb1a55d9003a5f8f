using System.Collections.Concurrent;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Keeps the JSON bodies that go to Resource Manager, on their way.</summary>
internal sealed class BodyRecorder(HttpMessageHandler inner, ConcurrentQueue<(string Request, string Body)> bodies)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && request.RequestUri!.Host == "management.azure.com")
        {
            await content.LoadIntoBufferAsync(cancellationToken);
            var path = request.RequestUri.AbsolutePath;
            var below = path[(path.IndexOf("/mlw-mlops-dev", StringComparison.Ordinal) + "/mlw-mlops-dev/".Length)..];
            bodies.Enqueue(($"{request.Method} {below}", await content.ReadAsStringAsync(cancellationToken)));
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
