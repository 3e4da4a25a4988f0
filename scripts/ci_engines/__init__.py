"""Small runners of GitHub Actions, GitLab CI and Jobs of Kubernetes, and what is proven with them."""
