# syntax=docker/dockerfile:1
# One image for web, worker and beat; docker-compose.yml says which is which. Nothing is built or fetched at run time.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-build.txt requirements.txt ./
RUN pip install --require-hashes --no-deps --only-binary :all: -r requirements-build.txt \
 && pip install --require-hashes --no-deps --only-binary :all: --no-binary face-recognition-models \
    --no-build-isolation -r requirements.txt \
 # Four nets come with face-recognition-models and one is used. Of the others, the 68-point predictor may not be used
 # commercially (its training set forbids it), so it does not travel.
 && find /venv -path '*/face_recognition_models/models/*' -type f ! -name dlib_face_recognition_resnet_model_v1.dat -delete
COPY manage.py ./
COPY analysis analysis
COPY headshots headshots
COPY static static
COPY templates templates
RUN CATCHLIGHT_VAR=/tmp/var SECRET_KEY=only-for-collecting-static-files-in-this-layer python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/catchlight --create-home catchlight
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CATCHLIGHT_VAR=/var/lib/catchlight
USER 10001
EXPOSE 8000
CMD ["granian", "--interface", "asginl", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "headshots.asgi:application"]
